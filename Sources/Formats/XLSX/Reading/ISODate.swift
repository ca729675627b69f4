import SheetModel

/// Dates of ISO 8601 as cells of type `d` hold them (ECMA-376 Part 1, 18.18.11): `2024-01-31`,
/// `2024-01-31T10:20:30.5`, `10:20:30`.
///
/// An offset (`Z`, `+07:00`) is set aside: what a cell shows is the civil time as it is written. A
/// blank may stand for `T`, and 24:00 is the next midnight.
enum ISODate {
  /// The kind and scalar of a cell; nil for other text and for days of no calendar.
  static func read(_ bytes: [UInt8]) -> (kind: CellKind, scalar: Int64)? {
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "t") || $0 == 0x20 })
    else {
      if bytes.count >= 10, let day = day(bytes[..<10]), isOffset(bytes[10...]) {
        return (.date, day)
      }
      return milliseconds(withoutOffset(bytes[...])).map { (.time, $0) }
    }
    guard let time = milliseconds(withoutOffset(bytes[(mark + 1)...])) else { return nil }
    if mark == 0 { return (.time, time) }
    guard let day = day(bytes[..<mark]), day + time <= lastMoment else { return nil }
    return (time % 86_400_000 == 0 ? .date : .dateTime, day + time)
  }

  /// The last millisecond of 9999-12-31.
  private static let lastMoment: Int64 = 253_402_300_799_999

  private static func day(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = integer(parts[0]),
      let month = integer(parts[1]), let day = integer(parts[2]),
      let date = CivilDateTime(year: year, month: month, day: day)
    else { return nil }
    return date.milliseconds
  }

  private static func withoutOffset(_ clock: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = clock.firstIndex { byte in
      byte | 0x20 == UInt8(ascii: "z") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
    guard let mark, isOffset(clock[mark...]) else { return clock }
    return clock[..<mark]
  }

  /// Nothing, `Z`, or hours with or without minutes behind a sign.
  private static func isOffset(_ text: ArraySlice<UInt8>) -> Bool {
    guard let sign = text.first else { return true }
    if sign | 0x20 == UInt8(ascii: "z") { return text.count == 1 }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    return (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")) && text.count <= 6
      && (digits.count == 2 || digits.count == 4) && integer(digits[...]) != nil
  }

  /// A time of day, up to 24:00; rounded to the millisecond.
  private static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = integer(parts[0]),
      let minute = integer(parts[1]), minute < 60
    else { return nil }
    var total = (hour * 60 + minute) * 60_000
    if parts.count == 3 {
      guard let seconds = parts[2].withUnsafeBytes({ NumberText.parse($0) }), seconds >= 0,
        seconds < 60
      else { return nil }
      total += Int((seconds * 1000).rounded())
    }
    return total <= 86_400_000 ? Int64(total) : nil
  }

  private static func integer(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    return text.withUnsafeBytes { SheetPart.integer($0) }
  }
}
