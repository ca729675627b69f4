import SheetModel
import Testing
import XML

@Suite struct XMLEventTests {
  private let sample = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- Biểu số 01 -->
    <x:row xmlns:x="urn:a" xmlns:y="urn:b" xmlns:q="urn:r" r="1" unknown="bỏ" q:id="rId7">
      <x:c r="A1" s='&lt;3&#10;'>Trẻ em dưới 6 tuổi &amp; &#x111;&#7891;ng bào<![CDATA[ <thô> & ]]>cuối</x:c>
      <y:c/><c/><?pi bỏ?>
    </x:row>
    """

  @Test func chunkSizeDoesNotChangeTheEvents() throws {
    let whole = try Events.of(sample)
    #expect(
      whole == [
        "start 1 at 1 4=1 6=rId7", "text \n  ", "start 2 at 2 4=A1 5=<3\n",
        "text Trẻ em dưới 6 tuổi & đồng bào <thô> & cuối", "end 2 at 2", "text \n  ",
        "start 3 at 2", "end 3 at 2", "start 0 at 2", "end 0 at 2", "text \n", "end 1 at 1",
      ])
    for size in [1, 4, 5, 7, 64] { #expect(try Events.of(sample, chunkBytes: size) == whole) }
  }

  /// Hands out one byte a time.
  private final class Trickle: XMLInput {
    var rest: ArraySlice<UInt8>
    init(_ bytes: [UInt8]) { rest = bytes[...] }
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
      guard let byte = rest.popFirst() else { return 0 }
      buffer[0] = byte
      return 1
    }
  }

  @Test func oneByteAtATimeGivesTheSameEvents() throws {
    let parser = XMLPullParser(
      Trickle(Array(sample.utf8)), names: Events.names, limits: ReadLimits())
    #expect(try Events.of(parser) == Events.of(sample))
    let empty = XMLPullParser(Trickle([]), names: Events.names, limits: ReadLimits())
    #expect(throws: WorkbookError(.truncated, at: Place(line: 1))) { try Events.of(empty) }
  }

  @Test func prefixesAreResolvedByURI() throws {
    let plain = try Events.of("<row xmlns='urn:b'><c/></row>")
    let prefixed = try Events.of("<p:row xmlns:p='urn:b'><p:c></p:c></p:row>")
    #expect(plain == ["start 1 at 1", "start 3 at 2", "end 3 at 2", "end 1 at 1"])
    #expect(prefixed == plain)
  }
}
