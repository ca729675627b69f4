import SheetModel
import VietnameseText

/// Words that a bad conversion of an old text leaves in Unicode, such as `đòa bàn` for địa bàn.
///
/// Most come by rule: VNI has ị, ĩ and ơ where Unicode has ò, ó and ô, which look converted already.
struct HalfConvertedText: Sendable {
  private struct Phrase {
    /// The words behind the first.
    var rest: [SyllableKey]
    /// Whether only capitals are meant.
    var isUpper: Bool
    /// A word that, behind the phrase, makes it good Vietnamese.
    var unless: SyllableKey?
  }

  private var phrases: [SyllableKey: [Phrase]] = [:]

  init() {}

  /// Reads a table `kind,text,case,unless,confidence`, lines that begin with `#` being remarks.
  ///
  /// Of kind `meant` the text is good Vietnamese, and what VNI leaves of it is looked for; of kind
  /// `found` it is what is looked for. The case `upper` finds it in capitals only.
  /// - Throws: `invalidTemplate` with the line.
  init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.last == "\r" ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("kind,") { continue }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5, fields[0] == "meant" || fields[0] == "found", !fields[1].isEmpty
      else {
        throw WorkbookError(
          .invalidTemplate, at: Place(file: name, line: index + 1),
          found: .name(String(line.prefix(60)), of: .template))
      }
      let unless = Self.words(fields[3]).first
      let forms = fields[0] == "meant" ? Self.remnants(of: fields[1]) : [fields[1]]
      for form in forms { add(form, isUpper: fields[2] == "upper", unless: unless) }
    }
  }

  private mutating func add(_ text: String, isUpper: Bool, unless: SyllableKey?) {
    let words = Self.words(text)
    guard let first = words.first else { return }
    let phrase = Phrase(rest: Array(words.dropFirst()), isUpper: isUpper, unless: unless)
    phrases[first, default: []].append(phrase)
  }

  private static func words(_ text: String) -> [SyllableKey] {
    text.split(separator: " ").map { word in
      var key = SyllableKey()
      for scalar in word.unicodeScalars { key.append(VietnameseLetters.code(of: scalar)) }
      return key
    }
  }

  /// A text with each choice of ị, ĩ and ơ left as VNI has them, but itself.
  private static func remnants(of text: String) -> [String] {
    let left: [Character: Character] = ["ị": "ò", "ĩ": "ó", "ơ": "ô"]
    var forms = [""]
    for character in text {
      var longer = forms.map { $0 + String(character) }
      if let other = left[character], forms.count < 64 {
        longer += forms.map { $0 + String(other) }
      }
      forms = longer
    }
    return forms.filter { $0 != text }
  }

  /// Whether such words are in a text of valid UTF-8 in NFC.
  func isIn(_ raw: UnsafeRawBufferPointer) -> Bool {
    guard !phrases.isEmpty, Self.mayBeIn(raw) else { return false }
    var words: [(key: SyllableKey, isUpper: Bool)] = []
    var key = SyllableKey()
    var isUpper = true
    for scalar in String(decoding: raw, as: UTF8.self).unicodeScalars {
      let code = VietnameseLetters.code(of: scalar)
      if code > 0 {
        key.append(code)
        if scalar == VietnameseLetters.lower[Int(code)] { isUpper = false }
      } else {
        if key.bits != 0 { words.append((key, isUpper)) }
        (key, isUpper) = (SyllableKey(), true)
      }
    }
    if key.bits != 0 { words.append((key, isUpper)) }
    return words.indices.contains { index in
      (phrases[words[index].key] ?? []).contains { phrase in
        let end = index + 1 + phrase.rest.count
        guard end <= words.count, !phrase.isUpper || words[index].isUpper,
          zip(phrase.rest, words[(index + 1)..<end]).allSatisfy({ $0 == $1.key })
        else { return false }
        return phrase.unless == nil || end >= words.count || words[end].key != phrase.unless
      }
    }
  }

  /// Whether ò, ó or ô is there in either case; all phrases have one.
  private static func mayBeIn(_ raw: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index &+ 1 < raw.count {
      if raw[index] == 0xC3, raw[index &+ 1] & 0xDF >= 0x92, raw[index &+ 1] & 0xDF <= 0x94 {
        return true
      }
      index &+= 1
    }
    return false
  }
}

/// What is known of Vietnamese for telling old encodings from Unicode: `Templates/legacy/`.
public struct LegacyTextModel: Sendable {
  /// The syllables that Vietnamese can have.
  public let syllables: SyllableModel
  let halfConverted: HalfConvertedText
  let pairs: WordPairs

  /// A model of the bytes of `syllables.csv`, `half-converted.csv` and `pairs.csv`; the last may be
  /// empty.
  /// - Throws: `invalidTemplate` with file and line.
  public init(
    syllables: [UInt8], halfConverted: [UInt8], pairs: [UInt8] = []
  ) throws(WorkbookError) {
    self.pairs = try WordPairs(pairs, name: "legacy/pairs.csv")
    self.syllables = try SyllableModel(syllables, name: "legacy/syllables.csv")
    self.halfConverted = try HalfConvertedText(halfConverted, name: "legacy/half-converted.csv")
  }

  /// A model that knows nothing, under which nothing is taken for an old encoding by its words.
  public static let empty = LegacyTextModel()

  private init() {
    syllables = .empty
    halfConverted = HalfConvertedText()
    pairs = WordPairs()
  }
}
