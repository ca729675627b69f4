import FormModel
import Indicators
import Layout
import SheetModel
import Testing
import Units

/// A small matrix form and register whose sheets can be reckoned by hand.
enum LayoutFixture {
  static let male = BreakdownValue(breakdown: "sex", category: "male")
  static let female = BreakdownValue(breakdown: "sex", category: "female")
  static let sex = Breakdown(
    id: "sex", label: "Giới tính", relation: .exhaustive,
    categories: [.init(id: "male", label: "Nam"), .init(id: "female", label: "Nữ")])
  static let wards = Breakdown(
    id: "place", label: "Nơi ở", relation: .exhaustive,
    categories: [.init(id: "a", label: "Thôn, bản"), .init(id: "b", label: "Phố")])
  static let groups = Breakdown(
    id: "group", label: "Nhóm", relation: .overlapping,
    categories: [
      .init(id: "a", label: "Trẻ em mồ côi", codeSuffix: "a"),
      .init(id: "b", label: "Trẻ em bị bỏ rơi", codeSuffix: "b"),
    ])

  /// Columns A to I: STT, Chỉ tiêu, Mã số, ĐVT, Tổng số, Nam, Nữ, Dân tộc thiểu số, Giải trình.
  static let matrix: MatrixDefinition = {
    let columns = [
      FormColumn(role: .ordinal, label: "STT", mark: "A", width: 6),
      FormColumn(role: .label, label: "Chỉ tiêu", mark: "B", width: 30),
      FormColumn(role: .code, label: "Mã số", mark: "C", width: 10),
      FormColumn(role: .unit, label: "Đơn vị tính", mark: "D", width: 10),
      FormColumn(role: .total, label: "Tổng số", mark: "1", width: 10),
      FormColumn(
        role: .value(male), label: "Nam", heads: ["Chia theo", "Giới tính"], mark: "2", width: 10),
      FormColumn(
        role: .value(female), label: "Nữ", heads: ["Chia theo", "Giới tính"], mark: "3", width: 10),
      FormColumn(
        role: .value(BreakdownValue(breakdown: "ethnicity", category: "minority")),
        label: "Dân tộc thiểu số", heads: ["Trong đó"], mark: "4", width: 10),
      FormColumn(role: .explanation, label: "Giải trình", mark: "E", width: 20),
    ]
    func cell(_ row: Int, _ column: Int) -> FormCell { FormCell(row: row, column: column) }
    func counted(_ row: Int, minority: CellContent) -> [Int: CellContent] {
      [4: .sum([cell(row, 5), cell(row, 6)]), 5: .open, 6: .open, 7: minority]
    }
    func rate(_ column: Int) -> CellContent {
      .quotient(
        numerator: cell(1, column), denominator: cell(2, column), multiplier: 100, decimals: 2)
    }
    return MatrixDefinition(
      columns: columns,
      rows: [
        FormRow(
          ordinal: "I", code: "", label: "Trẻ em có hoàn cảnh đặc biệt", unit: "", indent: 0,
          target: nil, contents: [:]),
        row("0301", "Số trẻ em", .count, counted(1, minority: .open)),
        row("0301.MS", "Tổng số trẻ em", .denominator, counted(2, minority: .closed)),
        row(
          "0301.TL", "Tỷ lệ trẻ em có hoàn cảnh đặc biệt trên tổng số trẻ em của địa bàn", .rate,
          [4: rate(4), 5: rate(5), 6: rate(6), 7: .closed]),
        row("0302", "Số cơ sở", .count, [4: .open, 5: .closed, 6: .closed, 7: .closed]),
      ])
  }()

  private static func row(
    _ code: String, _ label: String, _ measure: Measure, _ contents: [Int: CellContent]
  ) -> FormRow {
    FormRow(
      ordinal: "1", code: code, label: label, unit: measure == .rate ? "%" : "người", indent: 1,
      target: FormRow.Target(
        indicator: IndicatorID(list: "I", code: String(code.prefix(4))), measure: measure,
        kind: .percentage, category: nil, decimals: measure == .rate ? 2 : 0,
        isPlaceholder: false), contents: contents)
  }

  static func form(_ id: String = "TE-03", body: FormDefinition.Body = .matrix(matrix))
    -> FormDefinition
  {
    FormDefinition(
      id: id, version: 1, set: "tt13-2021", symbol: "Biểu số 03/TE", title: "Bảo vệ trẻ em",
      issuedUnder: "Mẫu của bộ công cụ bieu; không phải biểu do Bộ ban hành",
      receiver: "Ủy ban nhân dân tỉnh", dueDates: [.year: "10/11"], periods: [.year, .half],
      notes: ["Trẻ em là người dưới 16 tuổi."], body: body, rules: [], file: "forms/\(id).yml")
  }

  static let register: FormDefinition = {
    func column(
      _ id: String, _ label: String, _ kind: RegisterColumn.Kind, _ mark: String, width: Double
    ) -> RegisterColumn {
      RegisterColumn(
        id: id, label: label, aliases: [], kind: kind, isRequired: true, isPersonal: false,
        maximumLength: 50, mark: mark, width: width)
    }
    return form(
      "DS-01",
      body: .register(
        RegisterDefinition(
          columns: [
            column("ordinal", "STT", .ordinal, "A", width: 6),
            column("name", "Họ và tên", .text, "1", width: 30),
            column("birth", "Ngày sinh", .date, "2", width: 12),
            column("sex", "Giới tính", .category(breakdown: "sex"), "3", width: 10),
            column("place", "Nơi ở", .category(breakdown: "place"), "4", width: 10),
            column("groups", "Hoàn cảnh", .categories(breakdown: "group"), "5", width: 30),
            column("number", "Số định danh", .personalNumber, "6", width: 16),
            column("supported", "Được trợ giúp", .flag, "7", width: 10),
          ], tallies: [], blankRows: 4)))
  }()

  static func unit(_ name: String = "Xã Bản Bo", code: String = "03424") -> ReportingUnit {
    ReportingUnit(
      code: code, name: name, level: "xã", parentCode: nil, validFrom: nil, validTo: nil)
  }

  static func request(
    _ form: FormDefinition = form(), unit: ReportingUnit = unit(), period: String = "2026",
    records: [[Int: RegisterField.Value]] = [], statement: String? = nil
  ) throws -> FormRequest {
    let period = try #require(ReportingPeriod(period) as ReportingPeriod?)
    return FormRequest(
      definition: form, unit: unit, period: period,
      breakdowns: [sex, wards, groups], records: records, statement: statement)
  }

  /// An observation of a row of the matrix.
  static func observation(
    _ code: String, _ measure: Measure, _ breakdown: [BreakdownValue], _ value: String?,
    status: ObservationStatus? = nil, explanation: String = "", typed: String? = nil
  ) throws -> Observation {
    let number = value.flatMap { ExactDecimal($0) }
    return Observation(
      key: ObservationKey(
        set: "tt13-2021", form: "TE-03", formVersion: 1,
        indicator: IndicatorID(list: "I", code: code), measure: measure, breakdown: breakdown,
        unit: "03424", period: try #require(ReportingPeriod("2026"))),
      value: number, status: status ?? (number.map { $0.isZero ? .zero : .reported } ?? .missing),
      explanation: explanation,
      origin: typed.map { Origin(file: "a", sha256: "", sheet: "b", cell: "C1", typed: $0) })
  }
}

/// A sheet of a workbook, asked cell by cell.
struct LaidOutSheet {
  let layout: SheetLayout
  let rows: [Row]
  let styles: StyleTable

  init(_ workbook: FormWorkbook, _ index: Int = 0) {
    layout = workbook.outline.sheets[index]
    rows = workbook.sheets[index]
    styles = workbook.outline.styles
  }

  private func find(_ address: String) -> (Row, Cell)? {
    guard let place = CellAddress(address), let row = rows.first(where: { $0.index == place.row })
    else { return nil }
    return row.cell(inColumn: place.column).map { (row, $0) }
  }

  /// The text or digits of a cell; nil where nothing stands.
  func text(_ address: String) -> String? {
    find(address).flatMap { $0.1.kind == .blank ? nil : $0.0.text(of: $0.1) }
  }
  func kind(_ address: String) -> CellKind? { find(address)?.1.kind }
  func formula(_ address: String) -> String? { find(address).flatMap { $0.0.formula(of: $0.1) } }
  func style(_ address: String) -> CellStyle? { find(address).map { styles[$0.1.style] } }
  func height(_ row: Int) -> Double { layout.rows.first { $0.index == row - 1 }?.height ?? 0 }

  /// The addresses of all cells with a text that begins so.
  func addresses(beginning text: String) -> [String] {
    rows.flatMap { row in
      row.cells.filter { row.text(of: $0).hasPrefix(text) }.map {
        CellAddress(row: row.index, column: $0.column).description
      }
    }
  }
}
