import SheetModel

/// Which sheets of a workbook are meant.
public enum SheetSelection: Sendable, Hashable {
  /// All of them.
  case all
  /// Those that people see.
  case visible
  /// Those of these names, in the workbook's order; a name without its like is compared without
  /// regard to case.
  case named([String])
  /// Those of these indexes, counted from 0.
  case indexes([Int])

  /// The indexes of the sheets, ascending, none twice.
  ///
  /// - Throws: `noSuchSheet` with the name or number (counted from 1) that is not there, and for
  ///   a workbook without any sheet of the selection.
  public func indexes(in sheets: [SheetEntry]) throws(WorkbookError) -> [Int] {
    var found: Set<Int> = []
    switch self {
    case .all: found = Set(sheets.indices)
    case .visible: found = Set(sheets.indices.filter { sheets[$0].visibility == .visible })
    case .named(let names):
      for name in names {
        let index =
          sheets.firstIndex { $0.name == name }
          ?? sheets.firstIndex { SheetName.key($0.name) == SheetName.key(name) }
        guard let index else { throw WorkbookError(.noSuchSheet, found: .name(name, of: .sheet)) }
        found.insert(index)
      }
    case .indexes(let indexes):
      for index in indexes {
        guard sheets.indices.contains(index) else {
          throw WorkbookError(.noSuchSheet, found: index == .max ? .none : "\(index + 1)")
        }
        found.insert(index)
      }
    }
    guard !found.isEmpty else { throw WorkbookError(.noSuchSheet) }
    return found.sorted()
  }
}
