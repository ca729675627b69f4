import SheetModel

/// A file whose format is known.
public struct InputFile: Sendable {
  /// The name for messages: the path as it was given.
  public let name: String
  /// The format that its content shows.
  public let format: WorkbookFormat
  /// Its bytes.
  public let source: any ByteSource

  /// Opens a file and finds its format from its content, never from its name.
  ///
  /// - Throws: `notFound`, `notAFile`, `unreadable`, `emptyFile`, `truncated`,
  ///   `passwordProtected`, `legacyXLS`, `binaryXLSB`, `htmlPage`, `foreignXML` and
  ///   `unknownFormat`, all with the path.
  public static func open(
    _ path: String, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) -> InputFile {
    try InputFile(FileSource(path: path), name: path, limits: limits)
  }

  /// The same for bytes from elsewhere, such as standard input; `name` is for messages.
  public init(
    _ source: any ByteSource, name: String, limits: ReadLimits = ReadLimits()
  ) throws(WorkbookError) {
    self.name = name
    self.source = source
    do {
      format = try FormatDetection(of: source, limits: limits).format
    } catch {
      throw error.located(in: Place(file: name))
    }
  }
}
