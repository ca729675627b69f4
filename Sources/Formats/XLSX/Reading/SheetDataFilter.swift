import SheetModel
import XML

/// A worksheet part without its cells: of `sheetData` only the start tags of rows pass, as empty
/// elements.
///
/// What surrounds the cells comes before and after them, and parsing them as XML only to throw them
/// away would cost as much as reading the sheet. Bytes are enough to leave them out: `<` stands in
/// XML only where markup begins, comments and CDATA sections are followed to their ends, and line
/// ends pass so that lines keep their numbers. Encodings that are not like ASCII pass as they are.
final class SheetDataFilter: XMLInput {
  private enum State {
    /// Outside `sheetData`: everything passes.
    case outside, name, tag, special
    /// Inside: nothing passes but rows.
    case cells, cellName, row, cellSpecial
    /// Bytes of an unknown encoding.
    case unfiltered
  }

  private let source: any XMLInput
  private let limits: ReadLimits
  /// The bytes taken in, and the rows among them.
  private var byteCount = 0
  private var rowCount = 0
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
  private var output: [UInt8] = []
  private var taken = 0
  private var state = State.outside
  private var isAtStart = true
  /// The name of the element that begins or ends, `/` included.
  private var element: [UInt8] = []
  private var isSheetData = false
  /// The names, with their prefix, of the elements that matter inside.
  private var rowName: [UInt8] = []
  private var endName: [UInt8] = []
  private var quote: UInt8 = 0
  /// The bytes before the current one, latest last.
  private var last: UInt8 = 0
  private var beforeLast: UInt8 = 0
  /// What comes before the `>` that ends a comment, CDATA section or processing instruction.
  private var terminator: UInt8 = 0

  init(_ source: any XMLInput, limits: ReadLimits) {
    self.source = source
    self.limits = limits
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    while taken == output.count {
      output.removeAll(keepingCapacity: true)
      taken = 0
      let count = try source.read(into: input)
      if count == 0 { return 0 }
      byteCount &+= count
      // No row of real cells comes near 64 KiB on the average of a whole sheet.
      guard byteCount <= limits.emptyMarkupBytes &+ rowCount &* 65_536 else {
        throw WorkbookError.limit(.entryBytes, of: limits)
      }
      filter(UnsafeRawBufferPointer(rebasing: input[..<count]))
    }
    let count = min(buffer.count, output.count - taken)
    output.withUnsafeBytes { raw in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[taken..<(taken + count)]))
    }
    taken += count
    return count
  }

  private func filter(_ raw: UnsafeRawBufferPointer) {
    var index = 0
    if isAtStart, let first = raw.first {
      isAtStart = false
      if first != Self.less, first != 0xEF { state = .unfiltered }
    }
    while index < raw.count {
      switch state {
      case .cells: index = skipCells(raw, from: index)
      case .cellName: takeCellName(raw[index])
      case .row: takeRow(raw[index])
      case .special, .cellSpecial: index = passSpecial(raw, from: index)
      case .outside: index = passText(raw, from: index)
      case .name, .tag: takeOutside(raw[index])
      case .unfiltered:
        output.append(contentsOf: raw[index...])
        return
      }
      index += 1
    }
  }

  // MARK: Outside

  /// Passes text up to the next markup and returns the index of the last byte dealt with.
  private func passText(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < raw.count, raw[index] != Self.less { index += 1 }
    let isMarkup = index < raw.count
    output.append(
      contentsOf: UnsafeRawBufferPointer(rebasing: raw[start..<(isMarkup ? index + 1 : index)]))
    if isMarkup { begin(.name) }
    return index
  }

  private func takeOutside(_ byte: UInt8) {
    output.append(byte)
    switch state {
    case .name:
      // The second byte of a `<` in UTF-16.
      if byte == 0 {
        state = .unfiltered
      } else if element.isEmpty, byte == Self.exclamation || byte == Self.question {
        beginSpecial(byte, .special)
      } else if Self.endsName(byte), !element.isEmpty {
        isSheetData = isLocalName("sheetData")
        state = .tag
        takeTag(byte)
      } else {
        element.append(byte)
      }
    default: takeTag(byte)
    }
    last = byte
  }

  private func takeTag(_ byte: UInt8) {
    if quote != 0 {
      if byte == quote { quote = 0 }
    } else if byte == Self.double || byte == Self.single {
      quote = byte
    } else if byte == Self.greater {
      state = isSheetData && last != Self.slash ? .cells : .outside
      if state == .cells { enter() }
    }
  }

  private func begin(_ state: State) {
    self.state = state
    element.removeAll(keepingCapacity: true)
    quote = 0
  }

  /// Whether the element's name is this one after its prefix; an end tag's is not.
  private func isLocalName(_ name: StaticString) -> Bool {
    let start = (element.lastIndex(of: Self.colon) ?? -1) + 1
    let local = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return element.first != Self.slash && element[start...].elementsEqual(local)
  }

  private func enter() {
    let start = (element.lastIndex(of: Self.colon) ?? -1) + 1
    rowName = element[..<start] + Array("row".utf8)
    endName = [Self.slash] + element
  }

  // MARK: Inside

  /// Skips to the next markup that may matter and returns the index of the last byte dealt with.
  private func skipCells(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    let hasPrefix = rowName.count > 3
    var index = start
    while index < raw.count {
      let byte = raw[index]
      if byte == Self.less {
        // Of names without a prefix, only "row" and "/sheetData" matter.
        guard index + 2 < raw.count, !hasPrefix else {
          begin(.cellName)
          return index
        }
        let first = raw[index + 1]
        let isNamed =
          first == UInt8(ascii: "r") || first == Self.exclamation || first == Self.question
          || (first == Self.slash && raw[index + 2] == UInt8(ascii: "s"))
        if isNamed {
          begin(.cellName)
          return index
        }
        index += 1
      } else if byte == Self.newline {
        output.append(byte)
      }
      index += 1
    }
    return index
  }

  private func takeCellName(_ byte: UInt8) {
    if byte == Self.newline, !element.elementsEqual(rowName) { output.append(byte) }
    if byte == Self.less {
      // No name holds it: the parser that reads the rows refuses this.
      begin(.cellName)
    } else if element.isEmpty, byte == Self.exclamation || byte == Self.question {
      beginSpecial(byte, .cellSpecial)
    } else if Self.endsName(byte), !element.isEmpty {
      if element == rowName {
        rowCount &+= 1
        output.append(Self.less)
        output.append(contentsOf: element)
        state = .row
        takeRow(byte)
      } else if element == endName {
        output.append(Self.less)
        output.append(contentsOf: element)
        if byte != Self.newline { output.append(byte) }
        isSheetData = false
        state = byte == Self.greater ? .outside : .tag
      } else {
        state = .cells
      }
    } else if element.count <= endName.count {
      element.append(byte)
    } else {
      state = .cells
    }
  }

  private func takeRow(_ byte: UInt8) {
    if quote != 0 {
      if byte == quote { quote = 0 }
    } else if byte == Self.double || byte == Self.single {
      quote = byte
    } else if byte == Self.slash {
      return
    } else if byte == Self.greater {
      output.append(Self.slash)
      state = .cells
    }
    output.append(byte)
  }

  // MARK: Comments, CDATA sections, processing instructions

  private func beginSpecial(_ byte: UInt8, _ state: State) {
    self.state = state
    terminator = byte == Self.question ? byte : 0
    last = 0
    beforeLast = 0
  }

  /// Goes on to the end of what has begun and returns the index of the last byte dealt with.
  private func passSpecial(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    let isPassed = state == .special
    if terminator == 0 {
      // `<!-` or `<![`; anything else, a DTD, is refused by the parser.
      terminator = raw[start] == Self.open ? Self.close : Self.hyphen
      if isPassed || raw[start] == Self.newline { output.append(raw[start]) }
      return start
    }
    let mark = terminator
    let isSingle = mark == Self.question
    var index = start
    var (before, previous) = (beforeLast, last)
    while index < raw.count {
      let byte = raw[index]
      if !isPassed, byte == Self.newline { output.append(byte) }
      if byte == Self.greater, previous == mark, isSingle || before == mark { break }
      before = previous
      previous = byte
      index += 1
    }
    (beforeLast, last) = (before, previous)
    let end = min(index + 1, raw.count)
    if isPassed { output.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw[start..<end])) }
    if index < raw.count { state = isPassed ? .outside : .cells }
    return index
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == greater || byte <= 0x20 || byte == slash
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let slash = UInt8(ascii: "/")
  private static let exclamation = UInt8(ascii: "!")
  private static let question = UInt8(ascii: "?")
  private static let colon = UInt8(ascii: ":")
  private static let double = UInt8(ascii: "\"")
  private static let single = UInt8(ascii: "'")
  private static let hyphen = UInt8(ascii: "-")
  private static let open = UInt8(ascii: "[")
  private static let close = UInt8(ascii: "]")
  private static let newline = UInt8(ascii: "\n")
}
