import SheetModel
import XLS

/// What an OLE compound file is, by the names of its streams.
enum CompoundKind {
  /// Why a compound file is not read; nil where it has a workbook's stream.
  static func refusal(of file: CompoundFile) -> WorkbookError? {
    let names = file.names
    if names.contains("ENCRYPTEDPACKAGE") { return WorkbookError(.passwordProtected) }
    if file.workbookStream() != nil { return nil }
    if names.contains("WORDDOCUMENT") { return WorkbookError(.unknownFormat, found: "doc") }
    if names.contains("POWERPOINT DOCUMENT") {
      return WorkbookError(.unknownFormat, found: "ppt")
    }
    return WorkbookError(file.isDirectoryCut ? .truncated : .unknownFormat, found: "ole")
  }
}
