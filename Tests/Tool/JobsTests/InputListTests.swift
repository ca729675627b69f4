import Jobs
import TestSupport
import Testing

struct InputListTests {
  @Test func aFolderGivesItsWorkbooksByPathAndNothingElse() throws {
    let folder = try TemporaryFolder(holding: [
      "b.xlsx", "a/c.ods", "a/~$c.xlsx", ".hidden.csv", "a/.git/x.csv", "readme.md", "Đ.CSV",
    ])
    #expect(
      InputList([folder.path]).inputs.map(\.name)
        == ["a/c.ods", "b.xlsx", "Đ.CSV"].map { "\(folder.path)/\($0)" })
  }

  @Test func aFileNamedOutrightNeedsNoSuffix() throws {
    let folder = try TemporaryFolder(holding: ["biểu 03"])
    #expect(InputList(["\(folder.path)/biểu 03"]).inputs.count == 1)
  }

  @Test func aMissingPathStaysInTheListToFailOnItsOwn() {
    #expect(InputList(["không-có.xlsx"]).inputs == [.file("không-có.xlsx")])
  }

  @Test func everyInputKnowsItsPlaceBelowTheFolderThatWasNamed() throws {
    let folder = try TemporaryFolder(holding: ["b.xlsx", "a/c.ods", "ra/d.csv"])
    let list = InputList([folder.path, "\(folder.path)/ra/d.csv", "x/y.csv", "-"], output: nil)
    #expect(list.places == ["a/c.ods", "b.xlsx", "ra/d.csv", "y.csv", "stdin"])
    #expect(
      InputList([folder.path], output: "\(folder.path)/a/../ra/").places == ["a/c.ods", "b.xlsx"])
    #expect(InputList([folder.path], output: folder.path).places.count == 3)
  }

  @Test func standardInputAndRepeatsAreTakenOnce() {
    #expect(InputList(["-", "a.csv", "-", "a.csv"]).inputs == [.standardInput, .file("a.csv")])
  }
}
