import SheetModel

/// The styles that typed cells of a CSV get.
struct TypedStyles {
  let date: Int
  let dateTime: Int
  let time: Int

  init(addedTo table: inout StyleTable) {
    func index(_ format: String) -> Int {
      var style = CellStyle()
      style.numberFormat = format
      return table.index(of: style)
    }
    date = index("yyyy-mm-dd")
    dateTime = index("yyyy-mm-dd hh:mm:ss")
    time = index("[h]:mm:ss")
  }

  /// Turns a text cell into a number, truth value, date or time where its text would be the very
  /// same when written again; else leaves it as it is.
  ///
  /// So that this holds through a workbook too, dates before 1900 and negative times stay text,
  /// which Excel cannot hold, and so does midnight (`T00:00:00`), which no workbook tells from a
  /// date without a time.
  func apply(to cell: inout Cell, _ text: UnsafeRawBufferPointer) {
    guard let first = text.first else { return }
    switch first {
    case UInt8(ascii: "T"), UInt8(ascii: "F"):
      guard Self.is("TRUE", text) || Self.is("FALSE", text) else { return }
      cell.kind = .boolean
      cell.scalar = first == UInt8(ascii: "T") ? 1 : 0
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if Self.isNumber(text) {
        cell.kind = .number
      } else if let (scalar, hasTime) = Self.date(text) {
        cell.kind = hasTime ? .dateTime : .date
        cell.style = hasTime ? dateTime : date
        cell.scalar = scalar
      } else if let scalar = Self.time(text, maximumHours: 9999), text.count >= 8 {
        cell.kind = .time
        cell.style = time
        cell.scalar = scalar
      }
    default: break
    }
  }

  /// Whether the text is what a number of this value is written as; whole numbers have at most
  /// 15 digits, since identifiers are longer and doubles are not exact beyond.
  private static func isNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    if NumberText.isCanonical(text) { return true }
    guard text.count > 15, text.count <= 26, text.contains(UInt8(ascii: ".")),
      text.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
      let number = NumberText.parse(text)
    else { return false }
    return NumberText.shortest(number).utf8.elementsEqual(text)
  }

  /// Milliseconds of `2024-05-10` or `2024-05-10T14:40:00[.fff]`.
  private static func date(_ text: UnsafeRawBufferPointer) -> (Int64, hasTime: Bool)? {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = number(text, 0..<4), let month = number(text, 5..<7),
      let day = number(text, 8..<10), year >= 1900,
      let date = CivilDateTime(year: year, month: month, day: day)
    else { return nil }
    if text.count == 10 { return (date.milliseconds, false) }
    guard text[10] == UInt8(ascii: "T"), text.count == 19 || text.count == 23,
      let time = time(UnsafeRawBufferPointer(rebasing: text[11...]), maximumHours: 23), time > 0
    else { return nil }
    return (date.milliseconds + time, true)
  }

  /// Milliseconds of `hh:mm:ss[.fff]`; hours beyond two digits begin with no zero.
  private static func time(_ text: UnsafeRawBufferPointer, maximumHours: Int) -> Int64? {
    guard let colon = text.prefix(5).firstIndex(of: UInt8(ascii: ":")), colon >= 2,
      text.count == colon + 6 || text.count == colon + 10,
      text[colon + 3] == UInt8(ascii: ":"), colon == 2 || text[0] != UInt8(ascii: "0"),
      let hours = number(text, 0..<colon), hours <= maximumHours,
      let minutes = number(text, (colon + 1)..<(colon + 3)), minutes < 60,
      let seconds = number(text, (colon + 4)..<(colon + 6)), seconds < 60
    else { return nil }
    var thousandths = 0
    if text.count == colon + 10 {
      // `.000` would not be written again.
      guard text[colon + 6] == UInt8(ascii: "."),
        let fraction = number(text, (colon + 7)..<(colon + 10)), fraction > 0
      else { return nil }
      thousandths = fraction
    }
    return Int64(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var value = 0
    for byte in text[range] {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  @inline(__always)
  private static func `is`(_ word: StaticString, _ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count where text[index] != word.utf8Start[index] { return false }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
