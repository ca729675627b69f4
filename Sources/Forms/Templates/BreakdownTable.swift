import FormModel
import Indicators

/// `breakdowns.csv`: one category a line, the categories of a breakdown together.
enum BreakdownTable {
  static let columns = [
    "breakdown", "label", "relation", "category", "category_label", "aliases", "code_suffix",
  ]

  static func breakdowns(from records: [TemplateTable.Record]) -> [Declared<Breakdown>] {
    var breakdowns: [Declared<Breakdown>] = []
    var categories: [BreakdownValue: TemplateTable.Record] = [:]
    for record in records {
      let id = record.code("breakdown")
      let category = Breakdown.Category(
        id: record.code("category"), label: record.needed("category_label"),
        aliases: record.texts("aliases"), codeSuffix: record["code_suffix"])
      let value = BreakdownValue(breakdown: id, category: category.id)
      if let first = categories[value] {
        record.report(
          .duplicate(
            .category, id: value.description, firstFile: first.file, firstLine: first.line))
        continue
      }
      categories[value] = record
      if let known = breakdowns.firstIndex(where: { $0.value.id == id }) {
        breakdowns[known].value.categories.append(category)
        checkAgreement(record, with: breakdowns[known].value)
      } else {
        breakdowns.append(
          Declared(
            Breakdown(
              id: id, label: record.needed("label"),
              relation: record.choice("relation", or: .part), categories: [category]),
            file: record.file, line: record.line))
      }
    }
    return breakdowns
  }

  /// Label and relation are repeated on each line; they must be the same.
  private static func checkAgreement(_ record: TemplateTable.Record, with breakdown: Breakdown) {
    if record["label"] != breakdown.label {
      record.report(
        .malformedValue(key: "label", found: record["label"], expected: breakdown.label))
    }
    if record["relation"] != breakdown.relation.rawValue {
      record.report(
        .malformedValue(
          key: "relation", found: record["relation"], expected: breakdown.relation.rawValue))
    }
  }
}
