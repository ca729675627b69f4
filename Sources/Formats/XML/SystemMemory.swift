import CLibXML2
import SheetModel

/// Large blocks of memory, asked for before they are taken.
package enum SystemMemory {
  /// Refuses what the system has no room for, where the language would end the process.
  ///
  /// For blocks that a file's content sizes, of megabytes and more: asking costs two system calls.
  /// - Throws: `outOfResources`.
  package static func require(_ bytes: Int) throws(WorkbookError) {
    guard bieu_memory_has_room(max(0, bytes)) != 0 else {
      throw WorkbookError(.outOfResources, found: "\(bytes) bytes")
    }
  }
}
