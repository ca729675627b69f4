import VietnameseText

/// Capital and small letters of the Latin script, from a table.
enum LetterCase: UInt8 {
  /// No letter.
  case none
  /// A small letter.
  case lower
  /// A capital.
  case upper
  /// A letter or mark without case.
  case caseless

  /// What a scalar is.
  static func of(_ scalar: UInt32) -> LetterCase {
    scalar < limit ? table[Int(scalar)].kind : properties(scalar).kind
  }

  /// The capital of a letter; the scalar itself where it has none of one scalar.
  static func upper(_ scalar: UInt32) -> UInt32 {
    scalar < limit ? table[Int(scalar)].upper : properties(scalar).upper
  }

  /// The small letter of a capital.
  static func lower(_ scalar: UInt32) -> UInt32 {
    scalar < limit ? table[Int(scalar)].lower : properties(scalar).lower
  }

  private typealias Entry = (kind: LetterCase, upper: UInt32, lower: UInt32)

  /// One more than U+1EFF, the last letter of Latin Extended Additional.
  private static let limit: UInt32 = 0x1F00
  private static let table: [Entry] = (0..<limit).map(properties)

  private static func properties(_ value: UInt32) -> Entry {
    guard let scalar = Unicode.Scalar(value) else { return (.none, value, value) }
    let properties = scalar.properties
    let upper = properties.uppercaseMapping.unicodeScalars
    let lower = properties.lowercaseMapping.unicodeScalars
    let kind: LetterCase =
      if properties.isUppercase {
        .upper
      } else if properties.isLowercase {
        .lower
      } else {
        properties.isAlphabetic || UTF8Text.isMark(value) ? .caseless : .none
      }
    func only(_ mapped: String.UnicodeScalarView) -> UInt32 {
      mapped.count == 1 ? mapped.first?.value ?? value : value
    }
    return (kind, only(upper), only(lower))
  }
}
