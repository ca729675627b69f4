import Foundation

/// What a word with letters beyond ASCII is in an encoding.
enum WordKind: Int {
  /// A syllable that is met often.
  case common
  /// Another one that is a word.
  case known
  /// One that Vietnamese can have, as names do.
  case possible
  /// Initials, a letter alone, or a symbol where people put symbols.
  case plausible
  /// A syllable without a tone as the languages of the highlands have them: Brêu, Mlô.
  case loose
  /// Several of those in one word: bêtông, Sêrêpôk.
  case joined
  /// Letters of western languages that are nothing of that: résumé.
  case foreign
  /// Letters that are no word of a language, some of them such as only Vietnamese has.
  case invalid
  /// Letters that no language writes so in Unicode: capitals or symbols amid small letters.
  case odd
  /// Bytes that the encoding does not have there.
  case impossible
}

/// How likely words are, as natural logarithms; set by hand after the shares in plans and registers.
///
/// A syllable met often is some two thousand times as likely as one that Vietnamese only could have.
enum WordChance {
  private static let chances = [
    1, 0.02, 6e-4, 0.02, 1e-4, 2e-5, 2e-5, 2e-7, 1e-6, 1e-9,
  ].map { log($0) }

  /// The chance of a word; `foreign` is that of one of another language in Unicode.
  static func worth(of kind: WordKind, isUnicode: Bool, foreign: Double) -> Double {
    isUnicode && (kind == .foreign || kind == .joined || kind == .loose)
      ? max(log(foreign * 0.003), chances[kind.rawValue]) : chances[kind.rawValue]
  }

  /// What a word is worth in Unicode whose letters beyond ASCII stand behind vowels, as the marks of
  /// VNI and CP1258 do: other languages seldom have that.
  static let marked = log(0.05)
  /// What it counts for that a word often stands beside its neighbour.
  static let pairing = log(30.0)
  /// That of a word with a letter that only Unicode has, in another encoding.
  static let never = log(1e-30)
  /// What a sequence of UTF-8 counts for, of two bytes and of three: other text hardly ever makes one
  /// by chance.
  static let pair = log(0.003)
  static let triple = log(0.001)
  /// What a word of TCVN3 has to be worth that lost its ư, where nothing tells that words do.
  static let lost = log(0.02)
}
