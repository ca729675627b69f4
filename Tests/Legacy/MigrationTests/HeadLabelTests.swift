import FormModel
import SheetModel
import Testing

@testable import Migration

/// What a look at an unknown sheet repeats of its head and title.
@Suite struct HeadLabelTests {
  private func shown(_ text: String, inFiles files: Int) -> Bool {
    HeadLabel(text, at: CellAddress(row: 3, column: 2), MappingFixture.vocabulary)
      .shown(inFiles: files).text == text
  }

  @Test(arguments: ["Họ và tên", "Giới tính", "STT", "Nam", "2016", "Tổng số"])
  func aKnownLabelIsShownOfOneFileToo(_ text: String) {
    #expect(shown(text, inFiles: 1))
  }

  @Test func aDraftNamedAsOfficersNameFilesHasACodeForItsName() {
    #expect(DraftYAML.code("Biểu xã Đồng Tâm (2016)") == "bieu-xa-dong-tam-2016")
    #expect(DraftYAML.code("te-hcdb-2012") == "te-hcdb-2012")
    #expect(DraftYAML.code("…") == "anh-xa" && DraftYAML.code("../../x") == "x")
    #expect(DraftYAML.code(String(repeating: "dài ", count: 50)).utf8.count <= 64)
  }

  @Test func aLabelThatBeginsLikeAKnownOneNeedsTwoFiles() {
    #expect(shown("Số vụ đánh nhau", inFiles: 2))
    #expect(!shown("Số vụ đánh nhau", inFiles: 1))
  }

  @Test(arguments: [
    "Lò Văn An", "lò văn an", "LÒ VĂN AN", "Số của cháu Lò Văn An", "Lý lịch trẻ em: Lò Văn An",
    "05/03/2015", "012345678901", "An",
  ])
  func whatMayBeAChildsIsShownOfNoNumberOfFiles(_ text: String) {
    #expect(!shown(text, inFiles: 1) && !shown(text, inFiles: 100))
  }

  @Test func aTitleIsShownIfItIsKnownButForItsPeriod() {
    let title = MappingFixture.library.forms[0].title
    let vocabulary = MappingFixture.vocabulary
    #expect(vocabulary.title(title).text == title)
    #expect(vocabulary.title("\(title) năm 2016").text == "\(title) năm 2016")
    #expect(vocabulary.title("\(title) của Lò Văn An").text.isEmpty)
    #expect(vocabulary.title("Lý lịch trẻ em: Lò Văn An").withheld?.characters == 25)
    #expect(vocabulary.title("").isEmpty)
  }
}
