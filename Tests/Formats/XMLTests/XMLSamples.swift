import SheetModel
import XML

/// A document read whole, one line an event.
enum Events {
  static let names: XMLNames = {
    var names = XMLNames()
    names.add(1, "row", in: ["urn:a", "urn:b"])
    names.add(2, "c", in: ["urn:a"])
    names.add(3, "c", in: ["urn:b"])
    names.add(4, "r", in: [""])
    names.add(5, "s", in: [""])
    names.add(6, "id", in: ["urn:r"])
    return names
  }()

  static func parser(
    _ bytes: [UInt8], chunkBytes: Int = 65_536, limits: ReadLimits = ReadLimits()
  ) -> XMLPullParser {
    XMLPullParser(
      ByteSourceInput(MemorySource(bytes)), names: names, limits: limits, chunkBytes: chunkBytes)
  }

  /// The events with runs of text joined; the end of the document is left out.
  static func of(
    _ bytes: [UInt8], chunkBytes: Int = 65_536, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> [String] {
    try of(parser(bytes, chunkBytes: chunkBytes, limits: limits))
  }

  static func of(_ parser: XMLPullParser) throws(WorkbookError) -> [String] {
    var events: [String] = []
    var text = ""
    while true {
      let event = try parser.next()
      if event == .text {
        text += parser.text()
        continue
      }
      if !text.isEmpty {
        events.append("text \(text)")
        text = ""
      }
      switch event {
      case .start:
        var line = "start \(parser.name) at \(parser.depth)"
        for index in 0..<parser.attributeCount {
          let (name, value) = parser.attributeAt(index)
          line += " \(name)=\(String(decoding: value, as: UTF8.self))"
        }
        events.append(line)
      case .end: events.append("end \(parser.name) at \(parser.depth)")
      case .text: break
      case .endOfDocument: return events
      }
    }
  }

  static func of(
    _ text: String, chunkBytes: Int = 65_536, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> [String] {
    try of(Array(text.utf8), chunkBytes: chunkBytes, limits: limits)
  }

  /// The error of a document, nil when it has none.
  static func error(
    _ text: String, chunkBytes: Int = 65_536, limits: ReadLimits = ReadLimits()
  ) -> WorkbookError? {
    error(Array(text.utf8), chunkBytes: chunkBytes, limits: limits)
  }

  static func error(
    _ bytes: [UInt8], chunkBytes: Int = 65_536, limits: ReadLimits = ReadLimits()
  ) -> WorkbookError? {
    do throws(WorkbookError) {
      _ = try of(bytes, chunkBytes: chunkBytes, limits: limits)
      return nil
    } catch { return error }
  }
}
