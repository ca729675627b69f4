import SheetModel

/// What `XMLPullParser.next` came to.
package enum XMLEvent: UInt8, Sendable {
  /// A start tag, with its attributes.
  case start
  /// Text; one run of text may come as several events.
  case text
  /// An end tag, or the end of an empty element.
  case end
  /// The end of the document.
  case endOfDocument
}

package final class XMLPullParser {
  package init(
    _ input: any XMLInput, names: XMLNames, limits: ReadLimits, chunkBytes: Int = 65536
  ) {}
  package func next() throws(WorkbookError) -> XMLEvent { .endOfDocument }
  package var name: UInt16 { 0 }
  package var depth: Int { 0 }
  package var line: Int { 0 }
  package func withText<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
    body(UnsafeRawBufferPointer(start: nil, count: 0))
  }
  package func text() -> String { "" }
  package func attribute(_ name: UInt16) -> UnsafeRawBufferPointer? { nil }
  package func attributeString(_ name: UInt16) -> String? { nil }
  package var attributeCount: Int { 0 }
  package func attributeAt(_ i: Int) -> (name: UInt16, value: UnsafeRawBufferPointer) {
    (0, UnsafeRawBufferPointer(start: nil, count: 0))
  }
  package func skipElement() throws(WorkbookError) {}
  package func elementText() throws(WorkbookError) -> String { "" }
}
