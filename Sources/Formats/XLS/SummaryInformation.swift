import SheetModel

/// What a workbook says of itself, in a property set of its own ([MS-OLEPS] 2.21, 3.1).
enum SummaryInformation {
  static let streamName = "\u{5}SUMMARYINFORMATION"
  /// The most bytes that are looked at; a picture of the first page may be behind the texts.
  static let mostBytes = 1 << 18

  /// Reads the first property set; what is not as it should be is left out.
  static func read(_ raw: UnsafeRawBufferPointer) -> DocumentProperties {
    var properties = DocumentProperties()
    guard raw.u16(0) == 0xFFFE, raw.u32(24) > 0 else { return properties }
    let set = raw.stretch(Int(raw.u32(44)))
    var places: [Int: Int] = [:]
    for index in 0..<Int(min(set.u32(4), 64)) {
      places[Int(set.u32(8 + index * 8))] = Int(set.u32(12 + index * 8))
    }
    let number = places[1].map { set.u16($0 + 4) } ?? 1252
    let page = CodePage(number)
    func text(_ id: Int) -> String? {
      guard let place = places[id] else { return nil }
      return Self.text(set.stretch(place), number, page)
    }
    properties.title = text(2)
    properties.subject = text(3)
    properties.creator = text(4)
    properties.description = text(6)
    properties.application = text(18)
    return properties
  }

  /// A text by its type: bytes in the code page, or Unicode; nil for an empty one and other types.
  private static func text(
    _ raw: UnsafeRawBufferPointer, _ number: Int, _ page: CodePage
  ) -> String? {
    let count = Int(min(raw.u32(4), 1 << 16))
    var bytes: [UInt8] = []
    switch raw.u32(0) {
    case 30:
      let text = raw.stretch(8, count)
      switch number {
      case 65_001: bytes = Array(text)
      case 1200: appendWide(text, to: &bytes)
      default: page.append(text, to: &bytes)
      }
    case 31: appendWide(raw.stretch(8, count * 2), to: &bytes)
    default: return nil
    }
    let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  private static func appendWide(_ raw: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    var wide = WideText()
    wide.append(raw, to: &bytes)
    wide.end(&bytes)
  }
}
