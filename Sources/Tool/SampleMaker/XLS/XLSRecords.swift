import SheetModel

/// What an old binary workbook is written as.
package struct XLSWriteOptions: Sendable {
  /// BIFF5 of Excel 5 and 95, whose texts are bytes of windows-1252, or BIFF8 in Unicode.
  package var isBIFF5 = false
  /// How days are counted.
  package var dateSystem = DateSystem.excel1900
  /// Whether the records come without their OLE container.
  package var isBare = false
  /// Whether texts that could be compressed are written with two bytes a character.
  package var isAlwaysWide = false

  /// BIFF8 in its container, days from 1900.
  package init() {}
}

/// Records being written: a number, a length, so many bytes.
struct XLSRecords {
  private(set) var bytes: [UInt8] = []

  /// The most bytes of a record's body ([MS-XLS] 2.1.4).
  static let mostBytes = 8224

  mutating func add(_ type: Int, _ body: (inout Little) -> Void) {
    var record = Little()
    body(&record)
    add(type, record.bytes)
  }

  mutating func add(_ type: Int, _ body: [UInt8] = []) {
    var head = Little()
    head.append16(type)
    head.append16(body.count)
    bytes += head.bytes
    bytes += body
  }

  mutating func append(_ other: XLSRecords) { bytes += other.bytes }

  mutating func put32(_ value: Int, at offset: Int) {
    for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
  }

  /// The first record of a stream: 5 for the globals, 16 for a sheet.
  mutating func begin(_ kind: Int, _ options: XLSWriteOptions) {
    add(0x0809) { record in
      record.append16(options.isBIFF5 ? 0x0500 : 0x0600)
      record.append16(kind)
      record.append16(0x0DBB)
      record.append16(0x07CC)
      if !options.isBIFF5 {
        record.append32(0)
        record.append32(6)
      }
    }
  }

  mutating func end() { add(0x000A) }
}

/// Texts as records have them.
enum XLSText {
  /// A short text: its length in one byte or two, then the characters.
  static func short(
    _ text: String, lengthBytes: Int, _ options: XLSWriteOptions
  ) -> [UInt8] {
    var record = Little()
    if options.isBIFF5 {
      let bytes = Windows1252.bytes(of: text) ?? Array(repeating: 0x3F, count: text.utf16.count)
      if lengthBytes == 1 { record.append8(bytes.count) } else { record.append16(bytes.count) }
      record.append(bytes)
      return record.bytes
    }
    let units = Array(text.utf16)
    if lengthBytes == 1 { record.append8(units.count) } else { record.append16(units.count) }
    let isWide = options.isAlwaysWide || units.contains { $0 > 0xFF }
    record.append8(isWide ? 1 : 0)
    for unit in units {
      if isWide { record.append16(Int(unit)) } else { record.append8(Int(unit)) }
    }
    return record.bytes
  }
}

/// The code page that BIFF5 texts are written in.
extension Windows1252 {
  /// The bytes of a text; nil where a character is none of the page.
  static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = byte(of: scalar) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// The shared strings of a workbook being written, over CONTINUE records where they are long.
struct XLSSharedStrings {
  /// A text and where its fonts change, by UTF-16 unit and font index.
  struct Entry: Hashable {
    var text: String
    var runs: [Run] = []
  }

  /// A font from a character on.
  struct Run: Hashable {
    var position: Int
    var font: Int
  }

  private var entries: [Entry] = []
  private var indexes: [Entry: Int] = [:]
  private var references = 0

  mutating func index(of entry: Entry) -> Int {
    references += 1
    if let index = indexes[entry] { return index }
    entries.append(entry)
    indexes[entry] = entries.count - 1
    return entries.count - 1
  }

  /// Adds the SST record and those that continue it ([MS-XLS] 2.4.265, 2.5.293).
  func write(to records: inout XLSRecords, _ options: XLSWriteOptions) {
    var body = Little()
    var type = 0x00FC
    body.append32(references)
    body.append32(entries.count)
    func room() -> Int { XLSRecords.mostBytes - body.bytes.count }
    func goOn() {
      records.add(type, body.bytes)
      type = 0x003C
      body = Little()
    }
    for entry in entries {
      let units = Array(entry.text.utf16)
      let isWide = options.isAlwaysWide || units.contains { $0 > 0xFF }
      // A head is never torn.
      if room() < 6 { goOn() }
      body.append16(units.count)
      body.append8((isWide ? 1 : 0) | (entry.runs.isEmpty ? 0 : 8))
      if !entry.runs.isEmpty { body.append16(entry.runs.count) }
      for unit in units {
        if room() < (isWide ? 2 : 1) {
          goOn()
          body.append8(isWide ? 1 : 0)
        }
        if isWide { body.append16(Int(unit)) } else { body.append8(Int(unit)) }
      }
      for run in entry.runs {
        if room() < 4 { goOn() }
        body.append16(run.position)
        body.append16(run.font)
      }
    }
    records.add(type, body.bytes)
  }
}
