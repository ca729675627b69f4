import VietnameseText

/// Letters that only look Vietnamese, put right: `Ðỗ` with the Icelandic eth, `Вùi` with a Cyrillic в.
enum CleaningLetters {
  /// The text with the look-alikes of each word as the letters that they are read as.
  ///
  /// Eth and the like, full width and small capitals are never meant. A Cyrillic or Greek letter is
  /// not meant in a word that has Latin ones too; a word of nothing else stays, for it may be a
  /// foreigner's name as it is written.
  static func cleaned(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { LookAlikes.letters($0) != nil }) else { return text }
    var cleaned = String.UnicodeScalarView()
    for word in scalars.split(separator: " ", omittingEmptySubsequences: false) {
      if !cleaned.isEmpty || word.startIndex > 0 { cleaned.append(" ") }
      let isMixed = word.contains { isLatin($0.value) }
      for scalar in word {
        guard isMixed || !isOfOtherScript(scalar.value), let letters = LookAlikes.letters(scalar)
        else {
          cleaned.append(scalar)
          continue
        }
        cleaned.append(contentsOf: letters)
      }
    }
    return String(cleaned)
  }

  private static func isLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x2AF, 0x1D00...0x1EFF: true
    default: false
    }
  }

  /// Greek and Cyrillic.
  private static func isOfOtherScript(_ scalar: UInt32) -> Bool {
    (0x370...0x52F).contains(scalar) || (0x1F00...0x1FFF).contains(scalar)
  }
}
