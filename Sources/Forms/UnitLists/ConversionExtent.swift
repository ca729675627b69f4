import FormModel
import SheetModel
import Templates
import VietnameseText

/// How much of an old unit a table of conversion says went into a new one.
enum ConversionExtent: Hashable {
  /// All of it, or all of its people.
  case whole
  /// A part of its people.
  case part
  /// A part of its land, without people.
  case territory
  /// What other rows of the unit leave.
  case rest
}

/// The words by which offices say how much of a unit goes elsewhere: `units/import/extents.csv`.
///
/// A text is read as quantities, each of the things behind it: in `một phần diện tích tự nhiên, toàn bộ
/// quy mô dân số` a part of the land and all of the people. What goes is told by the people; land alone
/// has none with it where only a part of it goes.
public struct ConversionWords: Sendable {
  /// What a word says.
  enum Meaning: String, CaseIterable {
    case all, part, rest, land, people, nobody
    /// It makes less of a whole, or something else: `toàn bộ thôn 1`, `gần như toàn bộ`.
    case limit
  }

  private struct Word {
    var key: LabelKey
    var meaning: Meaning
  }

  /// Longer words first.
  private var words: [Word] = []

  private static let file = "units/import/extents.csv"

  /// Reads the table of a template folder; what is wrong with it is told with file and line.
  public static func load(
    folder: String, openTable: @escaping TemplateLoader.TableOpening
  ) -> (words: ConversionWords, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let files = TemplateFiles(folder: folder, openTable: openTable, log: log)
    var loaded = ConversionWords()
    for record in files.records(of: file, columns: ["says", "words"]) {
      let meaning: Meaning = record.choice("says", or: .rest)
      for text in record.texts("words") {
        loaded.words.append(Word(key: LabelKey(text), meaning: meaning))
      }
    }
    loaded.words.sort { $0.key.bytes.count > $1.key.bytes.count }
    return (loaded, log.problems)
  }

  /// What a text says of an extent.
  enum Reading: Hashable {
    /// Nothing: none of the words is in it.
    case nothing
    case extent(ConversionExtent)
    /// Something that comes to no extent.
    case unclear
  }

  /// Reads a text.
  func reading(of text: String) -> Reading {
    let all = meanings(in: LabelKey(text))
    let found = all.filter { $0 != .limit }
    if found.count < all.count, !found.isEmpty { return .unclear }
    if found.contains(.nobody) {
      return found.contains(.people) ? .unclear : .extent(.territory)
    }
    let quantities = found.filter { [.all, .part, .rest].contains($0) }
    guard let first = quantities.first else {
      // People and land without a word for how much: nothing is said of it.
      return found.isEmpty ? .nothing : .unclear
    }
    let (land, people) = (found.contains(.land), found.contains(.people))
    if quantities.contains(.rest) {
      guard quantities.count == 1 else { return .unclear }
      // `phần diện tích còn lại`: of the people other rows say what became.
      return .extent(land && !people ? .territory : .rest)
    }
    guard people else {
      guard Set(quantities).count == 1 else { return .unclear }
      return .extent(first == .all ? .whole : land ? .territory : .part)
    }
    // The quantity of the people is the one before them.
    var quantity: Meaning?
    var ofPeople: Set<Meaning> = []
    for meaning in found {
      switch meaning {
      case .all, .part: quantity = meaning
      case .people: if let known = quantity ?? quantities.first { ofPeople.insert(known) }
      case .rest, .land, .nobody, .limit: break
      }
    }
    guard ofPeople.count == 1 else { return .unclear }
    return .extent(ofPeople.contains(.all) ? .whole : .part)
  }

  /// The meanings of the words in a text, in its order.
  private func meanings(in key: LabelKey) -> [Meaning] {
    var found: [(start: Int, end: Int, meaning: Meaning)] = []
    for word in words where !word.key.isEmpty {
      var start = 0
      while start < key.bytes.count {
        let rest = LabelKey(bytes: key.bytes[start...])
        guard let range = rest.wordRange(of: word.key) else { break }
        let place = (start + range.lowerBound, start + range.upperBound)
        // Of `không có dân số` no `dân số` is left.
        if !found.contains(where: { $0.start < place.1 && place.0 < $0.end }) {
          found.append((place.0, place.1, word.meaning))
        }
        start = place.1
      }
    }
    return found.sorted { $0.start < $1.start }.map(\.meaning)
  }
}
