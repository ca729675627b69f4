import SheetModel
import XML

/// A whole source as the bytes of one document: for tests.
final class ByteSourceInput: XMLInput {
  private let source: any ByteSource
  private var offset = 0

  /// The bytes of a source from its start.
  init(_ source: any ByteSource) { self.source = source }

  /// Puts the next bytes into the buffer and returns how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
    let count = try source.read(at: offset, into: buffer)
    offset += count
    return count
  }
}
