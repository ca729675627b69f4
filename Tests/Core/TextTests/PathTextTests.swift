import Testing
import Text

/// Names of files are bytes: none is lost, none is taken for another.
struct PathTextTests {
  @Test(arguments: [
    Array("xã Lý Sơn.xlsx".utf8), Array("xa\u{303}.csv".utf8), [0xE3], [0x78, 0xE3, 0x2E, 0x63],
    [0xF4, 0x8F, 0xBE, 0x80], [0xF4, 0x8F], [0xC3, 0x28, 0xA0, 0xFF], Array("\\xE3".utf8), [],
    [0xED, 0xA0, 0x80], Array("🧒.ods".utf8),
  ])
  func everyNameComesBackAsItWas(_ name: [UInt8]) {
    #expect(PathText.bytes(of: PathText.string(of: name)) == name)
  }

  @Test func bytesThatAreNoTextAreShownByTheirNumber() {
    let name = PathText.string(of: [0x78, 0xE3, 0x2E, 0x63, 0x73, 0x76])
    #expect(PathText.shown(name) == "x\\xE3.csv")
    #expect(PathText.printable("\(name): lỗi") == "x\\xE3.csv: lỗi")
    // A name that reads so is another one, and shown as another.
    #expect(PathText.shown("x\\xE3.csv") == "x\\x5CxE3.csv")
    #expect(PathText.shown("a\\b.csv") == "a\\b.csv")
  }

  @Test func composedAndDecomposedAccentsAreTwoNames() {
    let composed = "x\u{E3}.csv"
    let decomposed = "xa\u{303}.csv"
    #expect(composed == decomposed)
    #expect(PathKey(composed) != PathKey(decomposed))
    #expect(Set([PathKey(composed), PathKey(decomposed)]).count == 2)
    #expect(PathKey("a") < PathKey("b"))
  }

  @Test func aSlashIsAByteWhateverFollowsIt() {
    let path = "xã/\u{301}bản.CSV"
    #expect(PathText.names(of: path).count == 2)
    #expect(PathText.folder(of: path) == "xã/")
    #expect(PathText.suffix(of: path) == "csv")
    #expect(PathText.suffix(of: "a.b/.csv").isEmpty && PathText.suffix(of: "a.b/c").isEmpty)
    #expect(PathText.join("", "a") == "a" && PathText.join("a/", "b") == "a/b")
  }

  @Test(arguments: ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r", "'=1", "''"])
  func aGuardedTextIsNoFormulaAndComesBack(_ text: String) {
    let guarded = FormulaGuard.guarded(text)
    #expect(guarded.hasPrefix("'") && FormulaGuard.plain(guarded) == text)
    #expect(FormulaGuard.guarded("Bản Bo") == "Bản Bo" && FormulaGuard.guarded("").isEmpty)
  }
}
