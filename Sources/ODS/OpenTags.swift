/// The tags that are open at a place, as they stand in the document.
struct OpenTags {
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []

  var count: Int { starts.count }

  mutating func open(_ tag: UnsafeRawBufferPointer) {
    starts.append(bytes.count)
    bytes.append(contentsOf: tag)
  }

  mutating func close() {
    guard let start = starts.popLast() else { return }
    bytes.removeLast(bytes.count - start)
  }

  /// The qualified names, outermost first.
  var names: [[UInt8]] { starts.map { Self.name(bytes[($0 + 1)...]) } }

  var closingTags: [UInt8] {
    names.reversed().flatMap { Array("</".utf8) + $0 + Array(">".utf8) }
  }

  func isInnermost(_ local: StaticString, in namespace: ODSNamespace) -> Bool {
    guard let start = starts.last else { return false }
    let name = Self.name(bytes[(start + 1)...])
    let suffix = Array(local.description.utf8)
    guard name.suffix(suffix.count).elementsEqual(suffix) else { return false }
    return prefixes(of: namespace).contains(Array(name.dropLast(suffix.count)))
  }

  /// The prefixes (with their colon) that stand for a namespace here; empty is the default one.
  func prefixes(of namespace: ODSNamespace) -> [[UInt8]] {
    var bound: [[UInt8]: Bool] = [:]
    let uri = Array(namespace.rawValue.utf8)
    var index = 0
    while index < bytes.count {
      let quote = bytes[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        index += 1
        continue
      }
      let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.count
      let value = bytes[(index + 1)..<max(index + 1, end)]
      if let prefix = Self.declaredPrefix(bytes[..<index]) {
        bound[prefix] = value.elementsEqual(uri)
      }
      index = end + 1
    }
    return bound.filter(\.value).keys.sorted { $0.count < $1.count }
  }

  /// The prefix declared by an attribute whose `=` ends `text`; nil for other attributes.
  private static func declaredPrefix(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var name = text
    while let last = name.last, last == UInt8(ascii: "=") || last <= 0x20 { name.removeLast() }
    let start = name.lastIndex { $0 <= 0x20 || $0 == UInt8(ascii: "<") }
    let whole = name[((start ?? name.startIndex - 1) + 1)...]
    if whole.elementsEqual("xmlns".utf8) { return [] }
    guard whole.starts(with: "xmlns:".utf8) else { return nil }
    return Array(whole.dropFirst(6)) + [UInt8(ascii: ":")]
  }

  private static func name(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    Array(rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
  }
}
