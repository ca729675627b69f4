import Indicators
import Migration
import Testing

@Suite struct CleaningDuplicateTests {
  struct Child {
    var name: String
    var birth = "2015-03-05"
    var number = ""
    var unit = "03424"
    var period = "2020"
  }

  private func bytes(_ children: [Child], from row: Int = 0) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, child) in children.enumerated() {
      DuplicateKey(
        row: row + index, name: child.name, birth: CalendarDate(child.birth),
        personalNumber: PersonalNumber(child.number), unit: child.unit,
        period: try #require(ReportingPeriod(child.period))
      ).append(to: &bytes)
    }
    return bytes
  }

  private func groups(_ search: NearDuplicates) -> [NearDuplicates.Group] {
    var groups: [NearDuplicates.Group] = []
    search.forEachGroup { groups.append($0) }
    return groups
  }

  private func reasons(_ children: [Child]) throws -> [[NearDuplicates.Reason]] {
    var search = NearDuplicates()
    search.add(try bytes(children), file: "a.xlsx", sheets: ["DS"])
    return groups(search).map(\.reasons)
  }

  @Test(arguments: [
    ("Lê Thị Hoà", "Lê Thị Hòa"), ("LÊ THỊ MAI", "Lê Thị Mai"), ("Lý Mỹ Hạnh", "Lí Mĩ Hạnh"),
    ("Lê  Thị Mai", "Lê Thị  Mai"), ("Lò Văn An", "Lò Văn An"),
  ])
  func oneNameInTwoSpellings(one: String, other: String) throws {
    #expect(try reasons([Child(name: one), Child(name: other)]) == [[.sameName]])
  }

  @Test(arguments: [
    ("Nguyen Van Duc", "Nguyễn Văn Đức"), ("Nguyễn Thị Hồng", "Nguyển Thị Hồng"),
    ("Nguyễn Thị Mai", "Nguyễn Thi Mai"), ("Nguyễn Thị Mai", "Nguyn Thị Mai"),
    ("Hoàng Văn Páo", "Hoàng Vă Páo"), ("Giàng A Páo", "Dàng A Páo"), ("Lò Thị Mai", "Lòi Thị Mai"),
  ])
  func marksLeftOutOrOneLetterApart(one: String, other: String) throws {
    let expected: [[NearDuplicates.Reason]] =
      one.hasPrefix("Giàng") ? [] : [[.nearName]]
    #expect(try reasons([Child(name: one), Child(name: other)]) == expected)
  }

  @Test func dayAndMonthInEachOthersPlace() throws {
    #expect(
      try reasons([
        Child(name: "Lò Văn An"), Child(name: "Lò Văn An", birth: "2015-05-03"),
      ]) == [[.swappedDate]])
    #expect(
      try reasons([
        Child(name: "Lò Văn An"), Child(name: "Lò Văn An", birth: "2015-05-03"),
        Child(name: "LÒ VĂN AN"),
      ]) == [[.sameName, .swappedDate]])
  }

  @Test(arguments: [
    // Twins are called alike; only their given names tell them apart.
    ("Nguyễn Thuỳ Linh", "Nguyễn Thuỳ Minh"), ("Nguyễn Văn An", "Nguyễn Văn Anh"),
    ("Lò Văn Long", "Lò Văn Lan"), ("Lò Văn An", "Lò Thị An"), ("Y Thu", "Y Thư Niê"),
  ])
  func twinsAreNoDuplicates(one: String, other: String) throws {
    #expect(try reasons([Child(name: one), Child(name: other)]).isEmpty)
  }

  @Test(arguments: [
    Child(name: "Lò Văn An", birth: "2015-03-06"), Child(name: "Lò Văn An", unit: "03427"),
    Child(name: "Lò Văn An", period: "2021"), Child(name: "Lò Văn An", birth: "2016-05-03"),
  ])
  func anotherDayUnitOrPeriodIsAnotherRecord(other: Child) throws {
    #expect(try reasons([Child(name: "Lò Văn An"), other]).isEmpty)
  }

  @Test func onePersonalNumberInTwoCommunes() throws {
    let other = Child(
      name: "Lò Thị Bình", birth: "2014-01-01", number: "012315000123", unit: "03427")
    #expect(
      try reasons([Child(name: "Lò Văn An", number: "012315000123"), other]) == [[.sameNumber]])
    var later = other
    later.period = "2021"
    #expect(try reasons([Child(name: "Lò Văn An", number: "012315000123"), later]).isEmpty)
  }

  @Test func groupsDoNotDependOnTheOrderOfFiles() throws {
    let one = try bytes([Child(name: "Lò Văn An"), Child(name: "Lò Thị Mai")], from: 8)
    let other = try bytes([Child(name: "Giàng A Páo"), Child(name: "lò văn an")], from: 3)
    var forward = NearDuplicates()
    forward.add(one, file: "b.xlsx", sheets: ["DS"])
    forward.add(other, file: "a.csv", sheets: ["a"])
    var backward = NearDuplicates()
    backward.add(other, file: "a.csv", sheets: ["a"])
    backward.add(one, file: "b.xlsx", sheets: ["DS"])
    let found = groups(forward)
    #expect(found == groups(backward))
    #expect(found.map { $0.members.map(\.file) } == [["a.csv", "b.xlsx"]])
    #expect(found.map { $0.members.map(\.row) } == [[4, 8]])
  }

  @Test func aKeyIsTheSameFromAFile() throws {
    let bytes = try bytes([Child(name: "Lò Văn An", number: "012315000123")], from: 70_000)
    let key = try #require(bytes.withUnsafeBytes { DuplicateKey($0) })
    var again: [UInt8] = []
    key.append(to: &again)
    #expect(again == bytes)
    #expect(bytes.dropLast().withUnsafeBytes { DuplicateKey($0) } == nil)
  }

  @Test func manyNamesOfOneDayAreComparedAsFewAre() throws {
    // Years alone put thousands of children on one 1 January.
    let letters = Array("abcdeghiklmnoqrtuvx")
    var children: [Child] = []
    for one in letters {
      for two in letters { children.append(Child(name: "Z\(one)q\(two)zz Mai")) }
    }
    children.append(Child(name: "Zaqazz Thị Mai"))
    children.append(Child(name: "Hoàng Thị Mai"))
    var search = NearDuplicates()
    search.add(try bytes(children), file: "a.csv", sheets: ["a"])
    let found = groups(search)
    #expect(found.map(\.members.count) == [letters.count * letters.count])
    #expect(found.first?.reasons == [.nearName])
  }
}
