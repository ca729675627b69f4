import CSV
import SheetModel
import Testing

@Suite struct CSVReaderTests {
  @Test func rowsAndCellsAreSparseAndKeepTheirPlaces() throws {
    let found = try lines(of: reader("Xã,Số trẻ\n\n,,\nBản Lang,,412\n"))
    #expect(found == ["1: A=Xã B=Số trẻ", "4: A=Bản Lang C=412"])
  }

  @Test func anEmptySourceHasNoRows() throws {
    #expect(try lines(of: reader("")) == [])
    #expect(try lines(of: reader("\u{FEFF}")) == [])
    #expect(try lines(of: reader("\n\r\n\r")) == [])
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(try lines(of: reader("a,b\nc,d")) == ["1: A=a B=b", "2: A=c B=d"])
    #expect(try lines(of: reader("a,b\nc,\"d\"")) == ["1: A=a B=b", "2: A=c B=d"])
  }

  @Test func lineEndsMayBeMixed() throws {
    let found = try lines(of: reader("a,b\r\nc,d\re,f\ng,h\r\r\ni,j"))
    #expect(
      found == ["1: A=a B=b", "2: A=c B=d", "3: A=e B=f", "4: A=g B=h", "6: A=i B=j"])
  }

  @Test func quotedFieldsHoldDelimitersQuotesAndLineEnds() throws {
    let found = try lines(of: reader("\"Hà Nội, \"\"Thủ đô\"\"\",\"dòng 1\ndòng 2\r\nba\"\nx,y\n"))
    #expect(found == ["1: A=Hà Nội, \"Thủ đô\" B=dòng 1\ndòng 2\r\nba", "2: A=x B=y"])
  }

  @Test func aFieldOfDoubledQuotesOnlyIsThoseQuotes() throws {
    #expect(try lines(of: reader("\"\"\"\",b,\"\"\"\"\"\"\n")) == ["1: A=\" B=b C=\"\""])
  }

  @Test func anEmptyQuotedFieldIsNoCell() throws {
    #expect(try lines(of: reader("\"\",b\n\"\",\"\"\n")) == ["1: B=b"])
  }

  @Test func aStrayQuoteIsText() throws {
    #expect(
      try lines(of: reader("5\" ống,x\n y\"\"z, \"q\"\n")) == [
        "1: A=5\" ống B=x", "2: A= y\"\"z B= \"q\"",
      ])
  }

  @Test func textBehindAClosingQuoteIsKept() throws {
    #expect(try lines(of: reader("\"ab\"cd\"\",\"e\"\"f\"g\n")) == ["1: A=abcd\"\" B=e\"fg"])
  }

  @Test func aQuoteThatIsNeverClosedIsNamedByItsFirstLine() throws {
    let error = failure(of: try reader("a,b\nc,\"d\ne\nf\n"))
    #expect(error?.code == .malformedValue)
    #expect(error?.place.line == 2)
    #expect(error?.place.sheet == "Số liệu")
    let second = failure(of: try reader("a,\"b\n\",\"d\ne"))
    #expect(second?.place.line == 2)
  }

  @Test func withoutAQuoteCharacterQuotesAreText() throws {
    var options = CSVReadOptions()
    options.quote = nil
    #expect(try lines(of: reader("\"a,b\"\n", options)) == ["1: A=\"a B=b\""])
  }

  @Test func blanksAroundTextAreKept() throws {
    #expect(try lines(of: reader("  a ,\tb\t\n", with(","))) == ["1: A=  a  B=\tb\t"])
  }

  @Test func everyChunkSizeGivesTheSameRows() throws {
    let text =
      "\u{FEFF}Xã;\"Số \"\"trẻ\"\"\r\nem\";x\r\n\"Bản Lang\";1\r\"a\"\"\";\"\"\"\"\n\nđặc;\"y\"z;"
    let expected = try lines(of: reader(text))
    #expect(expected.count == 4)
    for step in 16...40 {
      let source = DrippingSource(Array(text.utf8), step: step)
      let reader = try CSVReader(source, name: "x", options: with(";"))
      #expect(try lines(of: reader) == expected, "step \(step)")
    }
  }

  @Test func longRecordsGrowTheBuffer() throws {
    let long = String(repeating: "trẻ em ", count: 100_000)
    let found = try lines(of: reader("a,\"\(long)\"\nb,c\n"))
    #expect(found == ["1: A=a B=\(long)", "2: A=b B=c"])
  }

  @Test func unevenLinesAreCountedAndTheFirstOnesKept() throws {
    let reader = try reader(
      "\na;b;c\n1;2;3\n1;2\n\n1;2;3;4\n" + String(repeating: "x\n", count: 20), with(";"))
    _ = try lines(of: reader)
    #expect(reader.raggedLines?.count == 22)
    #expect(reader.raggedLines?.samples.count == 10)
    let numbers = reader.raggedLines?.samples.prefix(2).map { [$0.line, $0.expected, $0.found] }
    #expect(numbers == [[4, 3, 2], [6, 3, 4]])
  }

  @Test func raggedLinesAreNamedByLineNotByRow() throws {
    let reader = try reader("a,b\n\"x\ny\",2\n3\n")
    _ = try lines(of: reader)
    #expect(reader.raggedLines?.samples.map(\.line) == [4])
  }

  @Test func everyCellIsTextUnlessTypesAreAskedFor() throws {
    let reader = try reader("1,TRUE,2024-05-10\n")
    let cursor = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try cursor.next(into: &row))
    #expect(row.cells.map(\.kind) == [.text, .text, .text])
  }

  @Test func onlySheetZeroIsThere() throws {
    let reader = try reader("a")
    #expect(throws: WorkbookError.self) { try reader.rows(ofSheet: 1) }
    #expect(throws: WorkbookError.self) { try reader.layout(ofSheet: -1) }
    #expect(reader.sheets.map(\.name) == ["Số liệu"])
  }

  @Test func twoCursorsAreIndependent() throws {
    let reader = try reader("a\nb\n")
    let first = try reader.rows(ofSheet: 0)
    var row = Row()
    #expect(try first.next(into: &row))
    #expect(try lines(of: reader) == ["1: A=a", "2: A=b"])
    #expect(try first.next(into: &row))
    #expect(row.index == 1)
    #expect(try !first.next(into: &row))
    #expect(try !first.next(into: &row))
  }
}

/// Options that tell the delimiter.
func with(_ delimiter: Unicode.Scalar) -> CSVReadOptions {
  var options = CSVReadOptions()
  options.delimiter = UInt8(ascii: delimiter)
  return options
}
