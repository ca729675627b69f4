import FormModel
import Indicators
import Testing
import Units

/// How texts become definitions.
@Suite struct TemplateLoaderTests {
  private let sound = TemplateFolder.sound
  private let form = "mau/forms/A-01.yml"

  private func matrix(_ folder: TemplateFolder) throws -> MatrixDefinition {
    try #require(try folder.load().library.form("A-01")?.matrix)
  }

  /// `o` open, `x` closed, `S` sum, `Q` quotient, by column.
  private func cells(_ row: FormRow) -> String {
    row.contents.keys.sorted().map { column in
      switch row.contents[column] {
      case .open: "o"
      case .closed, nil: "x"
      case .sum: "S"
      case .quotient: "Q"
      }
    }.joined()
  }

  @Test func aTemplateOfMoreThanAMebibyteOrThatIsNoFileIsNotRead() throws {
    let keys = (0..<100_000).map { "khóa\($0): giá trị\n" }.joined()
    var folder = sound
    folder.files[form] = keys
    #expect(try folder.load().problems.contains { $0.file == form && $0.line == nil })
    folder.files[form] = nil
    folder.files[form + "/bên-trong.yml"] = "a: b"
    folder.files["mau/indicators.csv"]? += String(repeating: "\n", count: 4 << 20)
    #expect(try folder.load().problems.contains { $0.file == "mau/indicators.csv" })
    #expect(try folder.load().problems.contains { $0.file == form && $0.line == nil })
  }

  @Test func columnsHaveLettersForStubsAndNumbersForFigures() throws {
    let columns = try matrix(sound).columns
    #expect(columns.map(\.mark) == ["A", "B", "C", "D", "1", "2", "3", "4", "E"])
    #expect(
      columns.map(\.id) == [
        "ordinal", "label", "code", "unit", "total", "sex=male", "sex=female",
        "ethnicity=minority", "explanation",
      ])
    #expect(columns[5].heads == ["Chia theo", "Giới tính"])
    #expect(columns[7].heads == ["Trong đó"])
    #expect(columns[7].aliases == ["DTTS"])
  }

  @Test func rowsHaveCodesByMeasureAndCategory() throws {
    let rows = try matrix(sound).rows
    #expect(rows.map(\.code) == ["0101", "0101a", "0101b", "0102", "0102.TS", "0102.MS"])
    #expect(rows.map(\.ordinal) == ["1", "a", "b", "2", "2.1", "2.2"])
    #expect(rows.map(\.indent) == [0, 1, 1, 0, 1, 1])
    #expect(
      rows.compactMap(\.target?.measure)
        == [.count, .count, .count, .rate, .numerator, .denominator])
    #expect(rows.map(\.unit) == ["người", "người", "người", "%", "người", "người"])
    #expect(rows.map { $0.target?.isPlaceholder } == [false, false, false, true, true, true])
  }

  @Test func cellsAreOpenComputedOrClosed() throws {
    let rows = try matrix(sound).rows
    #expect(rows.map(cells) == ["Sooo", "Sooo", "Sooo", "QQQx", "Soox", "Soox"])
    #expect(
      rows[0].contents[4] == .sum([FormCell(row: 0, column: 5), FormCell(row: 0, column: 6)]))
    #expect(
      rows[3].contents[5]
        == .quotient(
          numerator: FormCell(row: 4, column: 5), denominator: FormCell(row: 5, column: 5),
          multiplier: 100, decimals: 2))
  }

  @Test func aRateIsClosedWhereItsDenominatorIs() throws {
    let folder = sound.replacing("    denominator: {open: [sex]}\n", with: "", in: form)
    #expect(try matrix(folder).rows.map(cells)[3...] == ["Qxxx", "Soox", "oxxx"])
  }

  @Test func exhaustiveRowsAddUpToTheirParent() throws {
    let folder = sound.replacing("groups: circumstance", with: "groups: size", in: form)
      .replacing(
        "  - {id: nhom, kind: groups, total: \"0101\", breakdown: circumstance}\n", with: "",
        in: form
      )
      .adding("size,Cỡ,exhaustive,small,Nhỏ,,a", to: "mau/breakdowns.csv")
      .adding("size,Cỡ,exhaustive,large,Lớn,,b", to: "mau/breakdowns.csv")
    let rows = try matrix(folder).rows
    #expect(cells(rows[0]) == "SSSS")
    #expect(
      rows[0].contents[7] == .sum([FormCell(row: 1, column: 7), FormCell(row: 2, column: 7)]))
    #expect(
      rows[0].contents[4] == .sum([FormCell(row: 0, column: 5), FormCell(row: 0, column: 6)]))
  }

  @Test func categoriesOfARateHaveTheirOwnNumerators() throws {
    let all = sound.replacing(
      "- indicator: I:0102\n", with: "- indicator: I:0102\n    groups: circumstance\n", in: form)
    #expect(
      try matrix(all).rows.map(\.code)[3...] == [
        "0102", "0102.TS", "0102.MS", "0102a", "0102a.TS", "0102a.MS", "0102b", "0102b.TS",
        "0102b.MS",
      ])
    let shared = sound.replacing(
      "- indicator: I:0102\n",
      with: "- indicator: I:0102\n    groups: {by: circumstance, measures: [rate, numerator]}\n",
      in: form)
    let rows = try matrix(shared).rows
    #expect(
      rows.map(\.code)[3...] == [
        "0102", "0102.TS", "0102.MS", "0102a", "0102a.TS", "0102b", "0102b.TS",
      ])
    #expect(
      rows[6].contents[4]
        == .quotient(
          numerator: FormCell(row: 7, column: 4), denominator: FormCell(row: 5, column: 4),
          multiplier: 100, decimals: 2))
  }

  @Test func headingsHaveRomanNumeralsAndNoCode() throws {
    let folder = sound.replacing("rows:\n", with: "rows:\n  - heading: Chung\n", in: form)
    let heading = try matrix(folder).rows[0]
    #expect(heading.ordinal == "I")
    #expect(heading.code.isEmpty && heading.target == nil && heading.contents.isEmpty)
  }

  @Test func labelsDecimalsAndUnitsCanBeGiven() throws {
    let folder = sound.replacing(
      "- indicator: I:0102\n",
      with: """
        - indicator: I:0102
            label: Tỷ lệ được khám
            labels: {numerator: Số được khám}
            decimals: 1
            counted-in: cháu

        """, in: form)
    let rows = try matrix(folder).rows
    #expect(rows[3...].map(\.label) == ["Tỷ lệ được khám", "Số được khám", "Số trẻ em"])
    #expect(rows[3...].map(\.unit) == ["%", "cháu", "cháu"])
    #expect(rows[3...].map { $0.target?.decimals } == [1, 0, 0])
  }

  @Test func placeholderCodesAreNamedInANote() throws {
    let loaded = try sound.load().library.form("A-01")
    #expect(loaded?.notes == ["Mã tạm: 0102."])
  }

  @Test func aRegisterHasItsColumnsAndTallies() throws {
    let register = try #require(try sound.load().library.form("D-01")?.register)
    #expect(register.columns.map(\.mark) == ["1", "2", "3", "4"])
    #expect(register.columns[2].kind == .category(breakdown: "sex"))
    #expect(register.columns[0].isPersonal && register.columns[0].isRequired)
    #expect(register.tallies.map(\.condition) == ["groups"])
    #expect(register.tallies.map(\.rows) == ["groups"])
    #expect(register.blankRows == 100)
  }

  @Test func matrixFormsComeBeforeRegisters() throws {
    #expect(try sound.load().library.forms.map(\.id) == ["A-01", "D-01"])
  }

  @Test func aUnitWithoutAnEndEndsWithItsDistrict() throws {
    let units = try sound.load().library.units
    let last = try #require(CalendarDate("2025-06-30"))
    let next = try #require(CalendarDate("2025-07-01"))
    #expect(units.unit(code: "03556", on: last)?.name == "Xã Ma Li Chải")
    #expect(units.unit(code: "03556", on: next) == nil)
    #expect(units.unit(code: "12", on: next)?.name == "Tỉnh Lai Châu")
    #expect(units.units(code: "03550").first?.aliases == ["Xã Sì Lờ Lầu"])
  }

  @Test func whatIsSoundIsLoadedBesideWhatIsBroken() throws {
    let folder = sound.replacing("title: Danh sách", with: "title: [", in: "mau/forms/D-01.yml")
    let (library, problems) = try folder.load()
    #expect(library.forms.map(\.id) == ["A-01"])
    #expect(problems.contains { $0.severity == .error })
  }
}
