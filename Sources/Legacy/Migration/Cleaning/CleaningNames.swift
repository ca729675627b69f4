import VietnameseText

/// Names of persons, as Vietnamese names are written: `Nguyễn Văn An`, `H'Mây Niê`, `Y Thu`.
enum CleaningNames {
  /// The name in order, and whether digits or signs are left in it.
  static func cleaned(_ text: String) -> (draft: CleaningText.Draft, hasSigns: Bool) {
    if isPlain(text) { return (CleaningText.Draft(text), false) }
    var draft = CleaningText.cleaned(text)
    draft.take(withoutNumbering(draft.text), by: .nameNumbering)
    draft.take(withoutEdgeSigns(draft.text), by: .nameEdgeSigns)
    draft.take(capitalised(draft.text), by: .nameCapitals)
    let hasSigns = draft.text.unicodeScalars.contains {
      LetterCase.of($0.value) == .none && $0 != " " && $0 != "-" && !isApostrophe($0.value)
    }
    return (draft, hasSigns)
  }

  /// Whether a name is for sure in order: single blanks between words of a capital and small
  /// letters.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      let raw = UnsafeRawBufferPointer(utf8)
      var index = 0
      var isStart = true
      while index < raw.count {
        let scalar = UTF8Text.scalar(in: raw, at: &index)
        if scalar == 0x20 {
          if isStart { return false }
          isStart = true
          continue
        }
        guard LetterCase.of(scalar) == (isStart ? .upper : .lower), LookAlikes.read(scalar) == nil
        else { return false }
        isStart = false
      }
      return !isStart
    }
  }

  /// Without `1. `, `12) `, `3- ` before the first letter.
  private static func withoutNumbering(_ name: String) -> String {
    let digits = name.unicodeScalars.prefix { (0x30...0x39).contains($0.value) }
    guard !digits.isEmpty, digits.count <= 7 else { return name }
    let rest = name.unicodeScalars[digits.endIndex...]
    guard let sign = rest.first, [".", ")", "-", "/", ":"].contains(sign) else { return name }
    let kept = rest.dropFirst().drop { $0 == " " || $0 == "." || $0 == "-" }
    guard let first = kept.first, LetterCase.of(first.value) != .none else { return name }
    return String(Substring(kept))
  }

  /// Without stops and the like at the ends.
  private static func withoutEdgeSigns(_ name: String) -> String {
    let signs: Set<Unicode.Scalar> = [".", ",", ";", ":", "-", "*", "_", "+", " "]
    let scalars = name.unicodeScalars.drop { signs.contains($0) }
    guard let last = scalars.lastIndex(where: { !signs.contains($0) }) else { return name }
    return String(Substring(scalars[...last]))
  }

  /// Whether a sign stands for the apostrophe of a name: those that keyboards put there, the grave
  /// accent too, but no low or turned quote as labels have them (`LabelPunctuation`), which is an
  /// error of typing here.
  static func isApostrophe(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BC, 0x2032: true
    default: false
    }
  }

  // MARK: Capitals

  /// The name with a capital at the start of each word and after a dash; `McDonald` stays.
  private static func capitalised(_ name: String) -> String {
    let scalars = name.unicodeScalars.map(\.value)
    var result: [UInt8] = []
    result.reserveCapacity(name.utf8.count + 4)
    var index = 0
    while index < scalars.count {
      let start = index
      while index < scalars.count,
        LetterCase.of(scalars[index]) != .none
          || (isApostrophe(scalars[index]) && index > start)
      {
        index += 1
      }
      if index > start {
        append(word: scalars[start..<index], to: &result)
      } else {
        UTF8Text.append(scalars[index], to: &result)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func append(word: ArraySlice<UInt32>, to result: inout [UInt8]) {
    if isKept(word) {
      for scalar in word { UTF8Text.append(scalar, to: &result) }
      return
    }
    var isCapital = true
    for (offset, scalar) in word.enumerated() {
      UTF8Text.append(
        isCapital ? LetterCase.upper(scalar) : LetterCase.lower(scalar), to: &result)
      // H'Mây, K'Brêu: the letter behind a particle of one letter is the name's own first.
      isCapital = isApostrophe(scalar) && offset == 1
    }
  }

  /// Whether the capitals of a word are as somebody meant them: a capital and small letters, also
  /// `H'mây`, or a second capital behind a small letter as in `McDonald`, but not `NguyỄn`.
  private static func isKept(_ word: ArraySlice<UInt32>) -> Bool {
    guard let first = word.first, LetterCase.of(first) != .lower else { return false }
    if word.count == 1 { return true }
    var before = first
    var hasSmall = false
    for (offset, scalar) in word.enumerated().dropFirst() {
      defer { before = scalar }
      switch LetterCase.of(scalar) {
      case .lower: hasSmall = true
      case .upper:
        let isBehindParticle = offset == 2 && isApostrophe(before)
        let isBehindSmall = LetterCase.of(before) == .lower && scalar < 0x80
        guard isBehindParticle || isBehindSmall else { return false }
      case .caseless, .none: continue
      }
    }
    return hasSmall || word.count == 2 && isApostrophe(before)
  }
}
