import FormModel
import Indicators
import SheetModel
import Templates
import VietnameseText

/// What old registers wrote for ethnic groups and categories, read from `Templates/legacy`.
///
/// `ethnic-groups.csv`: the 54 groups with the code of Quyết định 121-TCTK/PPCĐ of 2 March 1979
/// (that of 2008 counts some of them in another order) and the spellings that officers use.
/// `category-names.csv`: names of categories that the forms of today do not have, as those of the
/// law of 2004; without a category where no single one of today's is meant. Compared by `LooseKey`.
public struct CleaningVocabulary: Sendable {
  /// An ethnic group.
  public struct EthnicGroup: Sendable, Hashable {
    /// The code, two digits; empty for what is no group of the list.
    public var code: String
    /// The name that clean registers have.
    public var name: String
  }

  /// The groups in the order of their list.
  public private(set) var ethnicGroups: [EthnicGroup] = []
  private var groupsByKey: [LooseKey: Int] = [:]
  /// Groups by their names without any mark; -1 where two groups share one.
  private var groupsByPlainName: [PlainName: Int] = [:]
  /// Categories by breakdown and name; an empty identity is a name that a person must decide.
  private var categories: [String: [LooseKey: String]] = [:]

  /// A vocabulary without a word.
  public init() {}

  /// Reads the tables of a template folder; what is wrong with them is told with file and line.
  ///
  /// `openTable` gives the rows of the CSV table at a path.
  public static func load(
    folder: String, openTable: @escaping TemplateLoader.TableOpening
  ) -> (vocabulary: CleaningVocabulary, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    var vocabulary = CleaningVocabulary()
    let files = TemplateFiles(folder: folder, openTable: openTable, log: log)
    for record in files.records(
      of: "legacy/ethnic-groups.csv", columns: ["code", "name", "aliases", "confidence"])
    {
      let _: Confidence = record.choice("confidence", or: .recalled)
      vocabulary.add(
        EthnicGroup(code: record["code"], name: record.needed("name")),
        aliases: record.texts("aliases"))
    }
    for record in files.records(
      of: "legacy/category-names.csv", columns: ["breakdown", "category", "name", "confidence"])
    {
      let _: Confidence = record.choice("confidence", or: .recalled)
      vocabulary.add(
        record.needed("name"), for: record["category"], of: record.needed("breakdown"))
    }
    return (vocabulary, log.problems)
  }

  /// Adds a group with other spellings of its name; a spelling that another group has stays that
  /// group's.
  public mutating func add(_ group: EthnicGroup, aliases: [String]) {
    let index = ethnicGroups.count
    ethnicGroups.append(group)
    for text in [group.name] + aliases {
      let key = LooseKey(text)
      if !key.isEmpty, groupsByKey[key] == nil { groupsByKey[key] = index }
      let plain = PlainName(text)
      if let other = groupsByPlainName[plain], other != index {
        groupsByPlainName[plain] = -1
      } else {
        groupsByPlainName[plain] = index
      }
    }
  }

  /// Adds a name for a category of a breakdown; an empty category is for a person to decide.
  public mutating func add(_ name: String, for category: String, of breakdown: String) {
    categories[breakdown, default: [:]][LooseKey(name)] = category
  }

  /// The group that a text names; `isExact` is false where it names it only without its marks.
  public func ethnicGroup(_ text: String) -> (group: EthnicGroup, isExact: Bool)? {
    if let index = groupsByKey[LooseKey(text)] { return (ethnicGroups[index], true) }
    guard let index = groupsByPlainName[PlainName(text)], ethnicGroups.indices.contains(index)
    else { return nil }
    return (ethnicGroups[index], false)
  }

  /// The category of a breakdown that a text names; empty where a person must decide.
  public func category(_ text: some StringProtocol, of breakdown: String) -> String? {
    categories[breakdown]?[LooseKey(text)]
  }
}
