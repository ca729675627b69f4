import VietnameseText

/// Finds the texts of Unicode that need no closer look, as nearly all of a workbook are.
struct PlainText: Sendable {
  let model: SyllableModel
  /// The numbers of the letters of ASCII and Latin-1.
  private let codes: [UInt8]

  init(_ model: SyllableModel) {
    self.model = model
    codes = (0..<0x100).map { VietnameseLetters.code(of: Unicode.Scalar(UInt8($0))) }
  }

  /// The case of a word so far.
  private struct WordState {
    var bits: UInt64 = 0
    var count = 0
    var capitals = 0
    /// Whether the first letter is a capital.
    var isTitle = false
    /// Whether it has letters of Latin-1 beyond ASCII, and letters that only Unicode has.
    var hasLatin = false
    var isProven = false
  }

  /// Whether all words with letters that old encodings have too are syllables of Vietnamese, and no
  /// other words in one of those.
  ///
  /// The text is valid UTF-8 in NFC.
  ///
  /// - Parameter isSettled: whether the column is known to be Unicode, so that words that are met may
  ///   be others in an old encoding.
  func isPlain(_ raw: UnsafeRawBufferPointer, isSettled: Bool) -> Bool {
    codes.withUnsafeBufferPointer { isPlain(raw, $0, isSettled) }
  }

  @inline(__always)
  private func isPlain(
    _ raw: UnsafeRawBufferPointer, _ codes: UnsafeBufferPointer<UInt8>, _ isSettled: Bool
  ) -> Bool {
    var word = WordState()
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 {
          append(codes[Int(byte)], isCapital: byte < 0x60, to: &word)
        } else if word.count > 0 {
          guard isPlain(word, isSettled) else { return false }
          word = WordState()
        }
        index &+= 1
      } else if byte == 0xC3 {
        let letter = (index &+ 1 < raw.count ? raw[index &+ 1] : 0) | 0x40
        guard codes[Int(letter)] > 0 else { return false }
        word.hasLatin = true
        append(codes[Int(letter)], isCapital: letter < 0xE0, to: &word)
        index &+= 2
      } else if byte >= 0xC4, byte <= 0xC6 || byte == 0xE1 {
        // Letters of Vietnamese that no eight-bit text gives; Š, ƒ and their like it does.
        if byte >= 0xC5, byte <= 0xC6, index &+ 1 < raw.count, Self.isWindows(byte, raw[index &+ 1])
        {
          return false
        }
        word.isProven = true
        word.count &+= 1
        index &+= byte == 0xE1 ? 3 : 2
      } else if byte == 0xE2 || byte == 0xC2 && index &+ 1 < raw.count && raw[index &+ 1] == 0xA0 {
        // Punctuation, and the blank that does not break.
        if word.count > 0 {
          // Behind Ã, Ä, Å, Æ, á, â they may be the second byte of a misread letter.
          guard isPlain(word, isSettled), !Self.isLead(raw, before: index) else { return false }
          word = WordState()
        }
        index &+= byte == 0xE2 ? 3 : 2
      } else {
        return false
      }
    }
    return isPlain(word, isSettled)
  }

  private static func isWindows(_ lead: UInt8, _ next: UInt8) -> Bool {
    lead == 0xC5 ? ![0xA8, 0xA9].contains(next) : next == 0x92
  }

  /// Whether the letter before an index is Â, Ã, Ä, Å, Æ, Ì, Í, á or â, or Ă.
  private static func isLead(_ raw: UnsafeRawBufferPointer, before index: Int) -> Bool {
    guard index >= 2 else { return false }
    let (lead, byte) = (raw[index &- 2], raw[index &- 1])
    if lead == 0xC4 { return byte == 0x82 }
    return lead == 0xC3
      && (byte >= 0x82 && byte <= 0x86 || byte | 1 == 0x8D || byte == 0xA1 || byte == 0xA2)
  }

  @inline(__always)
  private func append(_ code: UInt8, isCapital: Bool, to word: inout WordState) {
    if isCapital {
      if word.count == 0 { word.isTitle = true }
      word.capitals &+= 1
    }
    word.bits = word.bits << 7 | UInt64(code)
    word.count &+= 1
  }

  @inline(__always)
  private func isPlain(_ word: WordState, _ isSettled: Bool) -> Bool {
    guard word.hasLatin, !word.isProven else { return true }
    // A letter alone may be anything.
    if word.count == 1 { return isSettled }
    guard word.count <= 8 else { return false }
    let entry = model.entry(of: SyllableKey(bits: word.bits))
    guard entry.standing != .none else { return false }
    let isMet = isSettled && entry.standing >= .known
    if word.capitals == 0 || word.capitals == 1 && word.isTitle && word.count > 1 {
      return isMet || !entry.isContested
    }
    return word.capitals == word.count && (isMet || !entry.isContestedInCapitals)
  }
}
