import SheetModel

extension DisplayFormat {
  /// What Excel fills a cell with whose date is no day.
  private static let noDay = "########"

  /// A number as it is shown; infinities and NaN are `#NUM!`.
  public func text(of number: Double, dateSystem: DateSystem = .excel1900) -> String {
    guard number.isFinite else { return "#NUM!" }
    var (digits, bytes): ([UInt8], [UInt8]) = ([], [])
    NumberText.append(number, to: &digits)
    append(digits: digits[...], dateSystem, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text as it is shown.
  public func text(of text: String) -> String {
    var bytes: [UInt8] = []
    append(text: text.utf8, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a number by its digits.
  func append(digits: ArraySlice<UInt8>, _ system: DateSystem, to bytes: inout [UInt8]) {
    if isGeneral, Self.isShort(digits) {
      let mark = locale.decimalMark
      for byte in digits { bytes.append(byte == UInt8(ascii: ".") ? mark : byte) }
      return
    }
    let number = DecimalNumber(digits)
    let value = digits.withUnsafeBytes { NumberText.parse($0) } ?? 0
    let (layout, showsSign) = section(for: value)
    if case .date(let layout) = layout {
      let total = value * Double(Moment.day)
      guard abs(total) < 1e18 else { return bytes.append(contentsOf: Self.noDay.utf8) }
      return append(total: Int64(total.rounded()), layout, showsSign, system, to: &bytes)
    }
    append(number, layout, showsSign, to: &bytes)
  }

  /// Appends a date, with its time of day or without.
  func append(date: CivilDateTime, _ system: DateSystem, to bytes: inout [UInt8]) {
    let known = system.serial(of: date)
    let serial = known ?? 0
    let (layout, showsSign) = section(for: serial)
    guard case .date(let layout) = layout else {
      // A day before the system's first has no serial that could be shown instead.
      if known == nil { return bytes.append(contentsOf: Self.noDay.utf8) }
      return append(serial: serial, layout, showsSign, to: &bytes)
    }
    let rounded = CivilDateTime(milliseconds: Self.rounded(date.milliseconds, layout.step))
    layout.append(Moment(rounded, system), to: &bytes)
  }

  /// Appends a time of day or a length of time in milliseconds.
  func append(time: Int64, _ system: DateSystem, to bytes: inout [UInt8]) {
    let serial = Double(time) / Double(Moment.day)
    let (layout, showsSign) = section(for: serial)
    guard case .date(let layout) = layout else {
      return append(serial: serial, layout, showsSign, to: &bytes)
    }
    append(total: time, layout, showsSign, system, to: &bytes)
  }

  private func append(
    total: Int64, _ layout: DateLayout, _ showsSign: Bool, _ system: DateSystem,
    to bytes: inout [UInt8]
  ) {
    let rounded = Self.rounded(total, layout.step)
    if rounded < 0, layout.isElapsed || !showsSign {
      var moment = Moment(length: rounded)
      moment.isNegative = showsSign
      layout.append(moment, to: &bytes)
    } else if let moment = Moment(total: rounded, system) {
      layout.append(moment, to: &bytes)
    } else if layout.isElapsed {
      layout.append(Moment(length: rounded), to: &bytes)
    } else {
      bytes.append(contentsOf: Self.noDay.utf8)
    }
  }

  /// Appends a date or time under a format of numbers.
  private func append(
    serial: Double, _ layout: Layout, _ showsSign: Bool, to bytes: inout [UInt8]
  ) {
    var digits: [UInt8] = []
    NumberText.append(serial, to: &digits)
    append(DecimalNumber(digits), layout, showsSign, to: &bytes)
  }

  private func append(
    _ number: DecimalNumber, _ layout: Layout, _ showsSign: Bool, to bytes: inout [UInt8]
  ) {
    switch layout {
    case .general:
      GeneralNumber.append(
        number, showsSign: showsSign, mark: locale.decimalMark, to: &bytes)
    case .number(let layout): layout.append(number, showsSign: showsSign, locale, to: &bytes)
    case .fraction(let layout): layout.append(number, showsSign: showsSign, locale, to: &bytes)
    case .date: break
    }
  }

  /// Rounds to a step, half away from zero.
  private static func rounded(_ milliseconds: Int64, _ step: Int64?) -> Int64 {
    guard let step, step > 1 else { return milliseconds }
    let rest = ((milliseconds % step) + step) % step
    let floor = milliseconds &- rest
    return rest * 2 >= step ? floor &+ step : floor
  }

  /// Whether digits are already what General shows: few, and without an exponent.
  private static func isShort(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count <= 11 && !digits.contains { $0 | 0x20 == UInt8(ascii: "e") }
  }
}
