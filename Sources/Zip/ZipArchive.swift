package import SheetModel

/// A zip archive open for reading.
package final class ZipArchive {
  package let entries: [ZipEntry]
  package init(_ source: any ByteSource, limits: ReadLimits) throws(WorkbookError) {
    throw WorkbookError(.unreadable)
  }
  package func entry(named: String) -> ZipEntry? { nil }
  package func open(_ entry: ZipEntry) throws(WorkbookError) -> ZipEntryReader { ZipEntryReader() }
  package func bytes(of entry: ZipEntry) throws(WorkbookError) -> [UInt8] { [] }
}
package final class ZipEntryReader {
  package func read(into: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int { 0 }
}
package final class ZipWriter {
  package init(_ sink: any ByteSink, level: Int32 = 6) {}
  package func beginEntry(_ name: String, stored: Bool = false) throws(WorkbookError) {}
  package func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {}
  package func write(_ bytes: [UInt8]) throws(WorkbookError) {}
  package func endEntry() throws(WorkbookError) {}
  package func addStored(_ name: String, _ bytes: [UInt8]) throws(WorkbookError) {}
  package func finish() throws(WorkbookError) {}
}
