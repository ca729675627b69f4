import SheetModel

/// What the columns of an office's list of units hold, told by their labels.
struct UnitListHead {
  /// What a column holds.
  enum Column: CaseIterable {
    case provinceName, provinceCode, districtName, districtCode, communeName, communeCode
    case name, code, level
    /// Known, and of no use here: ordinal numbers, English names, documents.
    case ignored

    /// The labels as offices print them; `LooseKey` folds case, blanks, slashes and commas.
    fileprivate var labels: [String] {
      switch self {
      case .provinceName:
        [
          "Tỉnh / Thành Phố", "Tỉnh", "Tên tỉnh", "Tên tỉnh, thành phố", "Tên tỉnh/TP", "Tỉnh/TP",
          "Tỉnh, thành phố trực thuộc trung ương", "Tỉnh thành",
        ]
      case .provinceCode:
        ["Mã TP", "Mã tỉnh", "Mã tỉnh/TP", "Mã tỉnh, thành phố", "Mã số tỉnh", "Mã tỉnh thành"]
      case .districtName:
        [
          "Quận Huyện", "Huyện", "Tên huyện", "Tên quận huyện", "Huyện, quận, thị xã, thành phố",
          "Quận, huyện, thị xã",
        ]
      case .districtCode: ["Mã QH", "Mã huyện", "Mã quận huyện", "Mã số huyện"]
      case .communeName:
        [
          "Phường Xã", "Xã phường", "Tên xã", "Tên phường xã", "Xã, phường, thị trấn", "Xã",
          "Tên xã, phường, thị trấn", "Xã, phường, đặc khu", "Tên xã, phường, đặc khu",
          "Tên xã phường",
        ]
      case .communeCode:
        ["Mã PX", "Mã xã", "Mã phường xã", "Mã xã phường", "Mã số xã", "Mã xã, phường, thị trấn"]
      case .name:
        [
          "Tên", "Tên đơn vị", "Tên đơn vị hành chính", "Đơn vị hành chính", "Tên ĐVHC",
          "Tên đơn vị hành chính cấp xã", "Tên gọi",
        ]
      case .code:
        ["Mã", "Mã số", "Mã ĐVHC", "Mã đơn vị", "Mã đơn vị hành chính", "Mã số đơn vị hành chính"]
      case .level: ["Cấp", "Loại", "Cấp hành chính", "Cấp ĐVHC", "Loại đơn vị hành chính"]
      case .ignored:
        ["TT", "STT", "Số TT", "Tên Tiếng Anh", "English name", "Nghị định", "Ghi chú"]
      }
    }
  }

  /// The columns, from 0, by what they hold.
  private(set) var columns: [Column: Int] = [:]
  /// The labels of the columns that hold nothing known.
  private(set) var unknown: [String] = []

  /// The head that a row is; nil for a row without a code and a name of units.
  init?(_ row: Row) {
    for cell in row.cells where cell.kind == .text {
      let text = row.text(of: cell).trimmingBlanks()
      let key = LooseKey(text)
      if key.isEmpty { continue }
      if let column = Self.byLabel[key] {
        if columns[column] == nil { columns[column] = cell.column }
      } else {
        unknown.append(text)
      }
    }
    let hasCommunes = columns[.communeCode] != nil && columns[.communeName] != nil
    let hasUnits = columns[.code] != nil && (columns[.name] ?? columns[.communeName]) != nil
    guard hasCommunes || hasUnits else { return nil }
  }

  /// The text of a column in a row; a number's digits; empty for everything else.
  func text(_ column: Column, of row: Row) -> String {
    guard let index = columns[column], let cell = row.cell(inColumn: index) else { return "" }
    return cell.kind == .text || cell.kind == .number ? row.text(of: cell).trimmingBlanks() : ""
  }

  private static let byLabel: [LooseKey: Column] = {
    var byLabel: [LooseKey: Column] = [:]
    for column in Column.allCases {
      for label in column.labels { byLabel[LooseKey(label)] = column }
    }
    return byLabel
  }()
}
