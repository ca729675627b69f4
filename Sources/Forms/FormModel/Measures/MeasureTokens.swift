import VietnameseText

/// The words, numbers and signs of a unit of measurement.
enum MeasureToken: Hashable {
  /// A power of ten: `1.000`, `1000`, `000` (of `'000 đồng`).
  case tens(Int)
  /// Any other number.
  case number
  /// A word as `LabelKey` folds it.
  case word([UInt8])
  /// `/`
  case slash
  /// `%`, `‰`, `‱`: out of how many.
  case base(Int)
  /// Any other sign.
  case sign(UInt8)

  /// The tokens of a text; at most so many are read.
  static func tokens(of key: LabelKey, atMost most: Int = 24) -> [MeasureToken] {
    var tokens: [MeasureToken] = []
    var rest = key.bytes[...]
    while let byte = rest.first, tokens.count < most {
      if byte == 0x20 {
        rest.removeFirst()
      } else if isDigit(byte) {
        tokens.append(number(&rest))
      } else if rest.starts(with: permille) || rest.starts(with: perTenThousand) {
        tokens.append(.base(rest.starts(with: permille) ? 1000 : 10_000))
        rest.removeFirst(3)
      } else if byte == UInt8(ascii: "%") {
        rest.removeFirst()
        // `%o` and `%0` are typed for ‰.
        let isPermille = rest.first == UInt8(ascii: "o") || rest.first == UInt8(ascii: "0")
        if isPermille, rest.dropFirst().first.map(isWord) != true {
          rest.removeFirst()
          tokens.append(.base(1000))
        } else {
          tokens.append(.base(100))
        }
      } else if isWord(byte) {
        var word = rest.prefix(while: isWord)
        // `đồng/1000`: the tone ends a syllable, and `‰` is no letter of a word.
        if let sign = word.indices.dropFirst().first(where: { word[$0...].starts(with: permille) })
        {
          word = word[..<sign]
        }
        tokens.append(.word(Array(word)))
        rest = rest.dropFirst(word.count)
      } else {
        rest.removeFirst()
        tokens.append(byte == UInt8(ascii: "/") ? .slash : .sign(byte))
      }
    }
    return tokens
  }

  /// Takes a number with its groups of three digits.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> MeasureToken {
    var digits = Array(rest.prefix(while: isDigit))
    rest = rest.dropFirst(digits.count)
    while let mark = rest.first, mark == 0x2E || mark == 0x2C || mark == 0x20, digits.count < 16 {
      let group = rest.dropFirst().prefix(while: isDigit)
      guard group.count == 3 else { break }
      digits += group
      rest = rest.dropFirst(1 + group.count)
    }
    let zeros = digits.reversed().prefix { $0 == 0x30 }.count
    if zeros == digits.count { return zeros % 3 == 0 && zeros > 0 ? .tens(zeros) : .number }
    return digits.first == 0x31 && zeros == digits.count - 1 ? .tens(zeros) : .number
  }

  private static let permille = Array("‰".utf8)
  private static let perTenThousand = Array("‱".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Letters, and the byte that a tone is in a key.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte < 0x08 || (0x61...0x7A).contains(byte)
  }
}
