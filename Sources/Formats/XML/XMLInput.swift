import SheetModel

/// Bytes of a document, one stretch after another.
package protocol XMLInput: AnyObject {
  /// Puts the next bytes into the buffer and returns how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int
}
