import VietnameseText

/// Which letters of a text in TCVN3 are capitals where its codes do not say.
///
/// A word whose letters of sure case are capitals, with one beyond the first, is in capitals. One
/// that does not tell goes with its neighbours where those tell: capitals where none of them is
/// small and they are words, not initials (in `Sè TT` nothing tells, in `X· T¢N KHAI` two words do);
/// a capital at its beginning where all others have one, as in names.
struct TCVN3Capitals {
  /// What becomes of the letters of a word that have no case of their own.
  enum Kind {
    /// Small letters.
    case asItStands
    /// Capitals.
    case capitals
    /// The first a capital.
    case title
    /// All letters capitals, as a font shows them.
    case font
  }

  /// What the letters of a word tell.
  private enum Told { case small, capitals, nothing }

  private let tables: LetterTables
  private let model: SyllableModel
  private var hasSmall = false
  /// Words in capitals count two, those of two letters of ASCII one: TE is trẻ em.
  private var evidence = 0
  /// Words that begin with a capital and go on in small letters, and those that do not.
  private var titled = 0
  private var untitled = 0

  /// Looks at the words of a text; `encoding` is that of the word at a range.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ reader: WordReader,
    encoding: (Range<Int>) -> LegacyEncoding
  ) {
    tables = reader.tables
    model = reader.model
    WordReader.eachWord(bytes, in: 0..<bytes.count) { range, isHigh in
      let encoding = encoding(range)
      let word = look(bytes, range, encoding)
      switch word.told {
      case .small: hasSmall = true
      case .capitals:
        let key = tables.key(bytes, range, encoding)
        if model.standing(of: key) != .none { evidence += range.count > 2 || isHigh ? 2 : 1 }
      case .nothing: break
      }
      if word.isTitle {
        titled += 1
      } else if !word.isOpen {
        untitled += 1
      }
    }
  }

  /// What becomes of a word of TCVN3.
  func kind(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Kind {
    let word = look(bytes, range, .tcvn3)
    if word.told == .capitals { return .capitals }
    if word.told == .nothing, !hasSmall, evidence >= 2 { return .capitals }
    if word.isOpen, titled >= 2, untitled == 0, !Self.isParticle(bytes, range) { return .title }
    return .asItStands
  }

  /// Whether a word is ở or ít, which stand between names in small letters.
  private static func isParticle(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 1 && bytes[range.lowerBound] == 0xEB
      || range.count == 2 && bytes[range.lowerBound] == 0xDD && bytes[range.lowerBound + 1] == 0x74
  }

  private func look(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ encoding: LegacyEncoding
  ) -> (told: Told, isTitle: Bool, isOpen: Bool) {
    var index = range.lowerBound
    var capitals = 0
    var (hasSmall, hasShaped) = (false, false)
    var first = Glyph.Case.open
    while index < range.upperBound {
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, encoding)
      if index == range.lowerBound { first = glyph.letterCase }
      if glyph.letterCase == .lower { hasSmall = true }
      if glyph.letterCase == .upper { capitals += index > range.lowerBound ? 2 : 1 }
      // The codes of ă â ê ô ơ ư đ have capitals of their own, so they are small if nothing tells.
      if encoding == .tcvn3, 0xA8...0xAE ~= bytes[index] { hasShaped = true }
      index += glyph.count
    }
    let told: Told =
      hasSmall ? .small : capitals > 1 ? .capitals : hasShaped ? .small : .nothing
    let isTitle = first == .upper && told != .capitals
    let isOpen = first == .open && capitals == 0 && !(0xA8...0xAE ~= bytes[range.lowerBound])
    return (told, isTitle, isOpen)
  }
}
