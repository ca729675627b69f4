import FormModel
import Testing
import Units

/// Tables of the plainest kind are read past the CSV reader: what they come to must be the same.
@Suite struct PlainTableTests {
  private let units = "units/don-vi.csv"
  private let sound = TemplateFolder.sound

  /// What a folder comes to: its units and what is wrong with it.
  private func outcome(_ folder: TemplateFolder) throws -> String {
    let (library, problems) = try folder.load()
    return library.units.units.map { "\($0)" }.joined(separator: "\n")
      + problems.map { "\($0)" }.joined(separator: "\n")
  }

  /// The same with a byte order mark in front, which no plain table has.
  private func slow(_ folder: TemplateFolder) -> TemplateFolder {
    var marked = folder
    for name in folder.files.keys where name.hasPrefix("units/") {
      marked.files[name] = "\u{FEFF}" + (folder.files[name] ?? "")
    }
    return marked
  }

  private static let head = "code,name,aliases,parent_code,level,valid_from,valid_to,confidence\n"

  @Test(arguments: [
    // Quotes, doubled quotes, commas in them, and an alias.
    "12,\"Tỉnh Lai Châu\",,,tỉnh,,,sourced\n\"03562\",\"Xã \"\"Sì, Lở\"\"\",Xã A|Xã B,12,xã,,,derived\n",
    // Line ends of Windows, lines without anything, no line end at the end.
    "12,Tỉnh Lai Châu,,,tỉnh,,,sourced\r\n\r\n,,,,,,,\r\n03562,Xã Sì Lở Lầu,,12,xã,,,sourced",
    // Blanks at both ends, a blank of no width, fewer fields than columns.
    "12, Tỉnh Lai Châu\u{A0},,,tỉnh ,,,sourced\n03562,\u{200B}Xã Ý\u{3000},,12,\txã,,,\n99,Xã Ỷ\n",
    // What goes to the CSV reader: a line end in quotes, quotes in the middle, more fields, a lone CR.
    "12,\"Tỉnh\nLai Châu\",,,tỉnh,,,sourced\n", "12,Tỉnh \"Lai\" Châu,,,tỉnh,,,sourced\n",
    "12,Tỉnh Lai Châu,,,tỉnh,,,sourced,dư\n",
    "12,Tỉnh A,,,tỉnh,,,sourced\r13,Tỉnh B,,,tỉnh,,,sourced\n",
    "12,Tỉnh Lai Châu,,,tỉnh,2025-13-01,01/07/2025,đúng\n",
  ])
  func bothWaysComeToTheSame(text: String) throws {
    var folder = sound
    folder.files[units] = Self.head + text
    #expect(try outcome(folder) == outcome(slow(folder)))
  }

  @Test func aHeadThatIsNotPlainIsReadToo() throws {
    for head in [
      "code,name,aliases,parent_code,level,valid_from,valid_to",
      "code,name,aliases,parent_code,level,valid_from,valid_to,confidence,",
      "\"code\",name,aliases,parent_code,level,valid_from,valid_to,confidence,ghi chú",
    ] {
      var folder = sound
      folder.files[units] = head + "\n12,Tỉnh Lai Châu,,,tỉnh,,,sourced,x\n"
      #expect(try outcome(folder) == outcome(slow(folder)), "\(head)")
    }
  }

  @Test func linesCountFromTheFirst() throws {
    var folder = sound
    folder.files[units] =
      Self.head + "\n12,Tỉnh Lai Châu,,,tỉnh,,,sourced\n,Xã A,,12,xã,,,sourced\n"
    let problems = try folder.load().problems.filter { $0.file == units }
    #expect(problems.map(\.line) == [4])
  }
}
