import SheetModel

/// What the records of cells mean ([MS-XLS] 2.4).
extension SheetCursor {
  /// The cell at the column and of the format that stand at a place of the record.
  @inline(__always)
  private func cell(columnAt: Int = 2, formatAt: Int = 4) -> Cell {
    Cell(column: reader.data.u16(columnAt), kind: .blank, style: style(reader.data.u16(formatAt)))
  }

  @inline(__always)
  private func style(_ format: Int) -> Int {
    format < context.styleIndexes.count ? context.styleIndexes[format] : 0
  }

  /// Notes which cell the record has, and refuses one that is too short for what it is.
  @inline(__always)
  private func require(_ count: Int) throws(WorkbookError) {
    column = reader.data.u16(2)
    if reader.data.count < count { throw malformed("record of \(reader.data.count) bytes") }
  }

  func takeBlanks(isMultiple: Bool) throws(WorkbookError) {
    let data = reader.data
    let first = data.u16(2)
    // The last column stands behind the formats.
    let count = isMultiple ? max(0, (data.count - 6) / 2) : 1
    for index in 0..<count {
      let style = style(data.u16(4 + 2 * index))
      if style > 0 { try append(Cell(column: first + index, kind: .blank, style: style)) }
    }
  }

  // MARK: Numbers

  func takeNumber() throws(WorkbookError) {
    try require(14)
    var cell = cell()
    setNumber(&cell, reader.data.double(6))
    try append(cell)
  }

  func takeRK() throws(WorkbookError) {
    try require(10)
    var cell = cell()
    setNumber(&cell, Self.number(ofRK: reader.data.u32(6)))
    try append(cell)
  }

  func takeMultipleRK() throws(WorkbookError) {
    try require(6)
    let data = reader.data
    let first = data.u16(2)
    for index in 0..<((data.count - 6) / 6) {
      let at = 4 + 6 * index
      var cell = Cell(column: first + index, kind: .blank, style: style(data.u16(at)))
      setNumber(&cell, Self.number(ofRK: data.u32(at + 2)))
      try append(cell)
    }
  }

  /// A number in four bytes: 30 bits of a whole number or of a double, perhaps times 100
  /// ([MS-XLS] 2.5.217).
  @inline(__always)
  static func number(ofRK bits: UInt32) -> Double {
    let value =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? value / 100 : value
  }

  @inline(__always)
  private func setNumber(_ cell: inout Cell, _ number: Double) {
    let kinds = context.formats.kinds
    let format = cell.style < kinds.count ? kinds[cell.style] : .plain
    if format == .plain { setPlain(&cell, number) } else { setNumber(&cell, number, format) }
  }

  private func setNumber(_ cell: inout Cell, _ number: Double, _ format: CellFormats.Kind) {
    if format == .percentage {
      cell.flags.insert(.percentage)
    } else if number.isFinite {
      if let (kind, scalar) = context.formats.temporal(number, format) {
        cell.kind = kind
        cell.scalar = scalar
        return
      }
      cell.flags.insert(.impossibleDate)
    }
    setPlain(&cell, number)
  }

  private func setPlain(_ cell: inout Cell, _ number: Double) {
    guard number.isFinite else {
      cell.kind = .error
      cell.text = builder.store { $0.append(contentsOf: "#NUM!".utf8) }
      return
    }
    cell.kind = .number
    if number.magnitude < 1e15, let whole = Int64(exactly: number) {
      cell.text = store(whole)
    } else {
      cell.text = builder.store { NumberText.append(number, to: &$0) }
    }
  }

  /// Keeps the digits of a whole number.
  private func store(_ number: Int64) -> Cell.Slice {
    withUnsafeTemporaryAllocation(byteCount: 24, alignment: 1) { room in
      var at = 24
      var rest = number.magnitude
      repeat {
        at -= 1
        room[at] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
        rest /= 10
      } while rest > 0
      if number < 0 {
        at -= 1
        room[at] = UInt8(ascii: "-")
      }
      return builder.store(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[at...]))
    }
  }

  // MARK: Truth values, errors, formulas

  func takeBoolean() throws(WorkbookError) {
    try require(8)
    var cell = cell()
    // OpenOffice 2 wrote errors in two bytes.
    let isError = reader.data.u8(reader.data.count == 9 ? 8 : 7) != 0
    if isError { setError(&cell, reader.data.u8(6)) } else { setBoolean(&cell, reader.data.u8(6)) }
    try append(cell)
  }

  private func setBoolean(_ cell: inout Cell, _ value: Int) {
    cell.kind = .boolean
    cell.scalar = value == 0 ? 0 : 1
  }

  /// An error by its code ([MS-XLS] 2.5.10).
  private func setError(_ cell: inout Cell, _ code: Int) {
    let name: StaticString =
      switch code {
      case 0x00: "#NULL!"
      case 0x07: "#DIV/0!"
      case 0x0F: "#VALUE!"
      case 0x17: "#REF!"
      case 0x1D: "#NAME?"
      case 0x24: "#NUM!"
      case 0x2A: "#N/A"
      case 0x2B: "#GETTING_DATA"
      default: "#UNKNOWN!"
      }
    cell.kind = .error
    cell.text = builder.store(
      UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  /// A formula's value as it was last computed ([MS-XLS] 2.5.133); the formula itself is not read.
  func takeFormula() throws(WorkbookError) {
    try require(14)
    var cell = cell()
    cell.flags.insert(.formula)
    let data = reader.data
    guard data.u16(12) == 0xFFFF else {
      setNumber(&cell, data.double(6))
      return try append(cell)
    }
    switch data.u8(6) {
    case 1: setBoolean(&cell, data.u8(8))
    case 2: setError(&cell, data.u8(8))
    case 0:
      cell.kind = .text
      cell.text = try formulaText()
    default: cell.kind = .text
    }
    try append(cell)
  }

  /// The text that follows a formula, behind what it may share with others; empty without one.
  private func formulaText() throws(WorkbookError) -> Cell.Slice {
    while try isMore() {
      switch reader.type {
      case RecordType.string:
        var record = ContinuedRecord(reader)
        return try storeText(&record)
      case RecordType.sharedFormula, RecordType.array, RecordType.table, RecordType.continued:
        continue
      default:
        isPending = true
        return .empty
      }
    }
    return .empty
  }

  // MARK: Texts

  func takeLabel(isRich: Bool) throws(WorkbookError) {
    try require(6)
    var cell = cell()
    var record = ContinuedRecord(reader, from: 6)
    cell.kind = .text
    cell.text = try storeText(&record)
    try append(cell)
    guard isRich, options.includesRuns else { return }
    let bytes = context.text.isUnicode ? 2 : 1
    var runs: [FontRun] = []
    for _ in 0..<(try record.number(bytes: bytes)) {
      let position = try record.number(bytes: bytes)
      runs.append(FontRun(position: position, font: try record.number(bytes: bytes)))
    }
    addRuns(runs)
  }

  private func storeText(_ record: inout ContinuedRecord) throws(WorkbookError) -> Cell.Slice {
    var bytes = scratch
    scratch = []
    bytes.removeAll(keepingCapacity: true)
    try context.text.append(&record, to: &bytes)
    if bytes.count > context.limits.textBytes { throw limit(.textBytes) }
    let slice = bytes.withUnsafeBytes { builder.store($0) }
    scratch = bytes
    return slice
  }

  func takeSharedLabel() throws(WorkbookError) {
    try require(10)
    var cell = cell()
    let index = Int(reader.data.u32(6))
    let strings = try loadedStrings()
    guard let slice = strings.withText(index, { builder.store($0) }) else {
      throw malformed("string \(index)")
    }
    cell.kind = .text
    cell.text = slice
    try append(cell)
    if options.includesRuns {
      let runs = strings.runs(of: index)
      if !runs.isEmpty { addRuns(runs) }
    }
  }

  @inline(__always)
  private func loadedStrings() throws(WorkbookError) -> SharedStrings {
    if let strings { return strings }
    let loaded = try context.strings.load(withRuns: options.includesRuns)
    strings = loaded
    return loaded
  }

  /// Gives the cell that was added last its runs.
  private func addRuns(_ runs: [FontRun]) {
    builder.addRuns { FontRun.textRuns(runs, of: $0, fonts: context.fonts) }
  }
}
