import SheetModel
import VietnameseText

/// The syllables of a table of onsets, rhymes and further syllables, put together by rule.
///
/// The columns are `kind,text,tones,with,before,confidence`; lines that begin with `#` are remarks.
/// A line of kind `known` has several syllables.
struct SyllableTable {
  private struct Onset {
    var text: String
    /// The letters that a rhyme behind it may begin with; empty for all.
    var before: Set<Unicode.Scalar>
  }

  private struct Rhyme {
    var letters: [UInt8]
    var first: Unicode.Scalar
    var isStopped: Bool
    /// The onsets before it, `0` for none; empty for all.
    var with: Set<String>
  }

  private var onsets = [Onset(text: "", before: [])]
  private var rhymes: [Rhyme] = []
  /// The keys of syllables that are met often.
  private(set) var common: Set<UInt64> = []
  /// The keys of syllables that are words, though not met often.
  private(set) var known: Set<UInt64> = []

  /// Reads the bytes of the table.
  /// - Throws: `invalidTemplate` with the line.
  init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.last == "\r" ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("kind,") { continue }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6, add(fields) else {
        throw WorkbookError(
          .invalidTemplate, at: Place(file: name, line: index + 1),
          found: .name(String(line.prefix(60)), of: .template))
      }
    }
    guard onsets.count > 1, !rhymes.isEmpty else {
      throw WorkbookError(.invalidTemplate, at: Place(file: name), found: "onset, rhyme")
    }
  }

  private mutating func add(_ fields: [String]) -> Bool {
    if fields[0] == "known" {
      let words = fields[1].split(separator: " ")
      return !words.isEmpty && words.allSatisfy { addKnown($0) }
    }
    let text = fields[1]
    let letters = text.unicodeScalars.map { VietnameseLetters.code(of: $0) }
    guard !letters.isEmpty, !letters.contains(0), let first = text.unicodeScalars.first
    else { return false }
    switch fields[0] {
    case "onset":
      let before = fields[4].split(separator: " ").flatMap { $0.unicodeScalars }
      onsets.append(Onset(text: text, before: Set(before)))
    case "rhyme":
      guard fields[2] == "all" || fields[2] == "stopped" else { return false }
      rhymes.append(
        Rhyme(
          letters: letters, first: first, isStopped: fields[2] == "stopped",
          with: Set(fields[3].split(separator: " ").map(String.init))))
    case "common": common.insert(Self.key([], letters).bits)
    // Loan words and names are words, though no rule makes them.
    case "extra": known.insert(Self.key([], letters).bits)
    default: return false
    }
    return true
  }

  private mutating func addKnown(_ word: Substring) -> Bool {
    let letters = word.unicodeScalars.map { VietnameseLetters.code(of: $0) }
    known.insert(Self.key([], letters).bits)
    return !letters.contains(0)
  }

  /// All syllables.
  var keys: Set<UInt64> {
    var keys = known
    for rhyme in rhymes {
      let forms = Self.tonedForms(rhyme.letters, isStopped: rhyme.isStopped)
      for onset in onsets where Self.fits(onset, rhyme) {
        let letters = onset.text.unicodeScalars.map { VietnameseLetters.code(of: $0) }
        for form in forms { keys.insert(Self.key(letters, form).bits) }
      }
    }
    return keys
  }

  private static func fits(_ onset: Onset, _ rhyme: Rhyme) -> Bool {
    if !rhyme.with.isEmpty { return rhyme.with.contains(onset.text.isEmpty ? "0" : onset.text) }
    return onset.before.isEmpty || onset.before.contains(rhyme.first)
  }

  private static func key(_ onset: [UInt8], _ rhyme: [UInt8]) -> SyllableKey {
    var key = SyllableKey()
    for code in onset + rhyme { key.append(code) }
    return key
  }

  // MARK: Tones

  /// A rhyme in all its tones, at all places where people put them.
  private static func tonedForms(_ rhyme: [UInt8], isStopped: Bool) -> [[UInt8]] {
    var forms = isStopped ? [] : [rhyme]
    let tones: [UInt8] = isStopped ? [4, 5] : [1, 2, 3, 4, 5]
    for place in tonePlaces(rhyme) {
      for tone in tones {
        var form = rhyme
        form[place] += tone
        forms.append(form)
      }
    }
    return forms
  }

  /// Where the tone stands: on the last letter with a mark of shape; else on the vowel before a
  /// final consonant; else on the middle one of three, on the first of two, and in oa, oe and uy on
  /// either (hòa, hoà).
  private static func tonePlaces(_ rhyme: [UInt8]) -> [Int] {
    let lower = rhyme.map { VietnameseLetters.lower[Int($0)] }
    let vowels = rhyme.indices.filter { VietnameseLetters.vowelCodes.contains(Int(rhyme[$0])) }
    let first = lower.first == "g" ? 1 : 0
    let nucleus = vowels.filter { $0 >= first }
    guard let last = nucleus.last else { return [] }
    if let shaped = nucleus.last(where: { lower[$0].value >= 0x80 }) { return [shaped] }
    if last < rhyme.count - 1 { return [last] }
    switch nucleus.count {
    case 1: return nucleus
    case 2:
      let isEither = ["oa", "oe", "uy"].contains(String(String.UnicodeScalarView(lower)))
      return isEither ? nucleus : [nucleus[0]]
    default: return [nucleus[1]]
    }
  }
}

extension SyllableModel {
  /// The model of `Templates/legacy/syllables.csv`; `name` is the file's, for errors.
  /// - Throws: `invalidTemplate` with the line.
  public init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
    let table = try SyllableTable(bytes, name: name)
    self.init(keys: table.keys, common: table.common, known: table.known)
  }
}
