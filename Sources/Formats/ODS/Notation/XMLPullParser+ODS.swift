import SheetModel
import XML

extension XMLPullParser {
  /// The name of the element of the last start or end event.
  @inline(__always)
  var tag: ODSName { ODSName(rawValue: name) ?? .other }

  /// An attribute of the last start event, as raw bytes.
  func value(_ name: ODSName) -> UnsafeRawBufferPointer? { attribute(name.rawValue) }

  /// An attribute of the last start event, as a string.
  func string(_ name: ODSName) -> String? { attributeString(name.rawValue) }

  /// Whether an attribute of the last start event has this value.
  func has(_ name: ODSName, _ value: StaticString) -> Bool {
    attribute(name.rawValue)?.equals(value) ?? false
  }

  /// A repeat or span of the last start event; 1 without the attribute.
  ///
  /// - Throws: `malformedValue` when it is no positive whole number; huge ones are clamped.
  func count(_ name: ODSName) throws(WorkbookError) -> Int {
    guard let raw = attribute(name.rawValue) else { return 1 }
    guard let count = raw.positiveInteger else {
      throw WorkbookError(.malformedValue, found: .name("\(name)", of: .element))
    }
    return count
  }

  /// Calls `body` for each child element of the element just started, up to its end.
  ///
  /// `body` must leave the parser either at the child's start or after its end. Pictures and
  /// fonts in the document are passed by, however long they are.
  func forEachChild(
    _ body: (ODSName) throws(WorkbookError) -> Void
  ) throws(WorkbookError) {
    let outer = depth
    while true {
      switch try next() {
      case .start:
        if tag == .binaryData {
          try skipElement()
        } else if depth == outer + 1 {
          try body(tag)
        }
      case .end:
        if depth <= outer { return }
      case .text: continue
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }

  /// The next start of an element of this name, wherever it is; false at the document's end.
  func advance(to name: ODSName) throws(WorkbookError) -> Bool {
    while true {
      switch try next() {
      case .start: if tag == name { return true }
      case .text, .end: continue
      case .endOfDocument: return false
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// A whole number from 1 on, clamped to 2,147,483,647; nil for anything else.
  var positiveInteger: Int? {
    guard count > 0 else { return nil }
    var number = 0
    for byte in self {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      if number < 0x7FFF_FFFF { number = number * 10 + Int(byte - 0x30) }
    }
    return number == 0 ? nil : Swift.min(number, 0x7FFF_FFFF)
  }
}
