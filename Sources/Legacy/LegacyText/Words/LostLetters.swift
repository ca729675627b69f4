import SheetModel
import VietnameseText

/// The letter ư of TCVN3 is U+00AD, which programs take for a soft hyphen and drop: đợc is what is
/// left of được.
extension WordReader {
  private static let horn = VietnameseLetters.code(of: "ư")

  /// Where an ư was lost from letters that are no syllable, and what the syllable is, if one comes of
  /// it and no other.
  func lostHorn(in codes: [UInt8]) -> (place: Int, standing: SyllableModel.Standing)? {
    guard codes.count > 1, codes.count < 9 else { return nil }
    var found: (place: Int, standing: SyllableModel.Standing)?
    var syllable = SyllableKey()
    for place in 0...codes.count {
      let key = Self.key(codes, withHornAt: place)
      let standing = model.standing(of: key)
      guard standing != .none, key != syllable else { continue }
      if found != nil { return nil }
      syllable = key
      found = (place, standing)
    }
    return found
  }

  private static func key(_ codes: [UInt8], withHornAt place: Int) -> SyllableKey {
    var key = SyllableKey()
    for code in codes[..<place] { key.append(code) }
    key.append(horn)
    for code in codes[place...] { key.append(code) }
    return key
  }

  /// The same for a word of TCVN3, as a place among the bytes.
  func lostHorn(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (place: Int, kind: WordKind)? {
    // K'Lơng is a name, and nothing lost in it.
    if range.lowerBound > 0, [0x27, 0x92].contains(bytes[range.lowerBound - 1]) { return nil }
    guard let (codes, places) = letters(bytes, range), let lost = lostHorn(in: codes)
    else { return nil }
    let kind: WordKind =
      switch lost.standing {
      case .common: .common
      case .known: .known
      case .possible, .none: .possible
      }
    return (places[lost.place], kind)
  }

  /// The letters of a word of TCVN3 and where each begins; nil for what is none.
  private func letters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (codes: [UInt8], places: [Int])? {
    var codes: [UInt8] = []
    var places: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, .tcvn3)
      guard glyph.code > 0, glyph.code != Glyph.unused, bytes[index] != 0xAD else { return nil }
      codes.append(glyph.code)
      places.append(index)
      index += glyph.count
    }
    places.append(range.upperBound)
    return (codes, places)
  }

  /// Whether a word of TCVN3 may have lost an ư, so that it cannot be told what it was: with one it
  /// is a syllable that is met often.
  func mayHaveLost(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let (codes, _) = letters(bytes, range), codes.count < 8 else { return false }
    // Initials lost nothing.
    let capitals = bytes[range].count { $0 >= 0x41 && $0 <= 0x5A }
    if capitals > 1 { return false }
    return (0...codes.count).contains { place in
      model.standing(of: Self.key(codes, withHornAt: place)) == .common
    }
  }

  /// Whether a text of Unicode has a word that lost its ư: no syllable, but one with it.
  func hasLostHorn(_ raw: UnsafeRawBufferPointer) -> Bool {
    var codes: [UInt8] = []
    var isAfterApostrophe = false
    func isLost() -> Bool {
      var key = SyllableKey()
      for code in codes { key.append(code) }
      return !isAfterApostrophe && model.standing(of: key) == .none && lostHorn(in: codes) != nil
    }
    for scalar in String(decoding: raw, as: UTF8.self).unicodeScalars {
      let code = VietnameseLetters.code(of: scalar)
      if code > 0 {
        codes.append(code)
      } else {
        if isLost() { return true }
        codes.removeAll()
        isAfterApostrophe = scalar == "'" || scalar == "\u{2019}"
      }
    }
    return isLost()
  }
}

extension TextWords {
  /// Whether words of TCVN3 in a text that is to be changed may have lost an ư, and it cannot be told
  /// which: where some lost it for sure, or where the text or file has it, and yet a word lacks it.
  func mayHaveLost(
    _ units: borrowing TextUnits, _ reader: WordReader, _ evidence: FileEvidence
  ) -> Bool {
    let old = tokens.indices.filter { states[$0] == EncodingCandidates.tcvn3 }
    if old.isEmpty { return false }
    let hasLost = old.contains { readings[$0].lostAt != nil }
    if hasLost, evidence.hasSoftHyphen || units.bytes.contains(0xAD) { return true }
    if !evidence.losesLetters,
      old.contains(where: { readings[$0].lostAt != nil && !readings[$0].isLostForSure })
    {
      return true
    }
    guard hasLost || evidence.losesLetters else { return false }
    return units.bytes.withUnsafeBufferPointer { bytes in
      var place = 0
      var found = false
      WordReader.eachWord(bytes, in: 0..<bytes.count) { range, _ in
        while place < tokens.count, tokens[place].range.upperBound <= range.lowerBound {
          place += 1
        }
        if place < tokens.count, tokens[place].range.overlaps(range),
          states[place] != EncodingCandidates.tcvn3 || readings[place].lostAt != nil
        {
          return
        }
        if reader.mayHaveLost(bytes, range) { found = true }
      }
      return found
    }
  }
}
