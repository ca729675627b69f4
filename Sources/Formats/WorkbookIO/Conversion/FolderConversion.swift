import SheetModel
import Text

extension Conversion {
  /// One sheet of a workbook as a file of its own.
  public struct SheetFile: Sendable, Hashable {
    /// The sheet's name.
    public var sheet: String
    /// The path of the file.
    public var path: String
    /// What went through.
    public var summary: Summary
  }

  /// Writes each sheet as delimited text into a file of a folder, which is made if need be and taken away
  /// again if nothing comes into it.
  ///
  /// The files are named after the sheets, and lie in the folder whatever those are called. Each
  /// is complete or not there at all.
  /// - Throws: as `write`; `outputExists` before anything is written where one of the files is
  ///   there and `overwrites` is false; `uncreatable` where the folder is something else.
  public func writeEach(
    _ selection: SheetSelection = .all, toFolder folder: String,
    as format: WorkbookFormat = .csv, overwrites: Bool = false
  ) throws(WorkbookError) -> [SheetFile] {
    try writeEach(
      selection, toFolder: folder, as: format,
      FileSink.Manner(overwrites: overwrites, root: folder)
    ) {}
  }

  /// The same with everything else that concerns what is there; `check` is asked before a file gets
  /// its name.
  /// - Throws: as above, and what `check` throws.
  package func writeEach(
    _ selection: SheetSelection, toFolder folder: String, as format: WorkbookFormat,
    _ manner: FileSink.Manner, check: () throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> [SheetFile] {
    let indexes: [Int]
    do {
      indexes = try selection.indexes(in: reader.sheets)
    } catch {
      throw error.located(in: Place(file: name))
    }
    let made = try OutputFolder(folder, below: manner.root, isPrivate: manner.isPrivate)
    defer { made.removeIfEmpty() }
    var taken = TakenNames()
    let names = indexes.map {
      FileName.safe(reader.sheets[$0].name, suffix: format.rawValue, avoiding: &taken)
    }
    let paths = names.map { PathText.join(folder, $0) }
    if !manner.overwrites {
      for path in paths where PathStatus(path, followsLink: false) != nil {
        throw WorkbookError(.outputExists, at: Place(path: path))
      }
    }
    var files: [SheetFile] = []
    for (index, path) in zip(indexes, paths) {
      let sink = try FileSink(path: path, manner)
      let summary = try write(.indexes([index]), to: sink, as: format)
      try check()
      try sink.commit()
      files.append(
        SheetFile(sheet: reader.sheets[index].name, path: path, summary: summary))
    }
    return files
  }
}
