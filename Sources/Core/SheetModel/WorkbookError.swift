/// Where in an input or output something was met; outer layers fill in what inner ones cannot know.
public struct Place: Sendable, Hashable {
  /// The path as the caller gave it.
  public var file: String?
  /// The part of a package, such as `xl/styles.xml`.
  public var part: String?
  /// The sheet's name.
  public var sheet: String?
  /// The cell.
  public var cell: CellAddress?
  /// The line of a text file or XML part, counted from 1.
  public var line: Int?

  /// A place from the pieces that are known.
  public init(
    file: String? = nil, part: String? = nil, sheet: String? = nil, cell: CellAddress? = nil,
    line: Int? = nil
  ) {
    self.file = file
    self.part = part
    self.sheet = sheet
    self.cell = cell
    self.line = line
  }

  /// By the bytes of the names: two files or sheets whose names read alike, one with composed and one
  /// with decomposed accents, are two.
  public static func == (a: Place, b: Place) -> Bool {
    a.cell == b.cell && a.line == b.line && isSame(a.file, b.file) && isSame(a.sheet, b.sheet)
      && isSame(a.part, b.part)
  }

  /// By file, sheet, cell and line.
  public func hash(into hasher: inout Hasher) {
    for var name in [file, sheet] {
      name?.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
    hasher.combine(cell)
    hasher.combine(line)
  }

  private static func isSame(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.utf8.elementsEqual(b.utf8)
  }
}

/// A file that cannot be processed: what is wrong, and where.
///
/// Wrong data in a file that can be processed is never an error but a finding.
public struct WorkbookError: Error, Sendable, Hashable {
  /// The stable kind of a failure; the printed message is made from it in one place.
  public enum Code: String, Sendable, CaseIterable {
    /// No such file or folder.
    case notFound
    /// The system refused to read.
    case unreadable
    /// A folder, a FIFO, a device: not a regular file.
    case notAFile
    /// A file that another program wrote to while it was read, so that what was read is of no one moment.
    case changedWhileRead
    /// A folder below a folder that was named that is not looked into: a link, or one with the mark of
    /// results that are not known to be any of that folder.
    case linkedFolder
    /// A file of no bytes.
    case emptyFile
    /// None of the formats that are read.
    case unknownFormat
    /// A workbook of Excel under a password: OOXML in an OLE container, or a binary one.
    case passwordProtected
    /// An ODS whose manifest says that its parts are encrypted.
    case encryptedODS
    /// A binary workbook of Excel 2, 3 or 4; those of Excel 5 to 2003 are read.
    case legacyXLS
    /// An HTML page under a spreadsheet's name.
    case htmlPage
    /// A SpreadsheetML 2003 file, or other XML that is no flat ODS.
    case foreignXML
    /// A binary XLSB workbook.
    case binaryXLSB
    /// The file ends before its end.
    case truncated
    /// A zip archive whose parts contradict each other.
    case damagedArchive
    /// A compression method other than stored and deflated, or an encrypted entry.
    case unsupportedCompression
    /// An entry's bytes do not have the checksum that the archive states.
    case checksumMismatch
    /// A part that the format requires is absent.
    case missingPart
    /// XML that is not well-formed, or that has a DTD.
    case malformedXML
    /// A value, index or address that the format does not allow.
    case malformedValue
    /// Bytes that are no text in the encoding found or stated.
    case invalidEncoding
    /// One of `ReadLimits` was reached.
    case limitExceeded
    /// The sheet asked for is not in the workbook.
    case noSuchSheet
    /// The system refused to write.
    case unwritable
    /// The output's place is taken by something that is no file, or the system refused it.
    case uncreatable
    /// The system gave no more memory, descriptors or address space.
    case outOfResources
    /// The output is there already, and overwriting was not asked for.
    case outputExists
    /// A value that the output format cannot hold, or that Excel would repair.
    case notRepresentable
    /// A template file (set, form, units) that contradicts itself.
    case invalidTemplate
  }

  /// What kind of failure.
  public var code: Code
  /// Where it was met.
  public var place: Place
  /// What was found, in neutral terms (a number, a name, a part).
  public var found: Evidence
  /// The limit that was reached, with code `limitExceeded`.
  public var limit: ReadLimits.Name?
  /// The value of that limit when it was reached.
  public var limitValue: Int?

  /// An error of a kind, with as much as is known where it is thrown.
  public init(_ code: Code, at place: Place = Place(), found: Evidence = .none) {
    self.code = code
    self.place = place
    self.found = found
  }

  /// The error of a budget that was reached.
  public static func limit(
    _ name: ReadLimits.Name, of limits: ReadLimits, at place: Place = Place()
  ) -> WorkbookError {
    var error = WorkbookError(.limitExceeded, at: place)
    error.limit = name
    error.limitValue = limits[name]
    return error
  }

  /// The same error with the pieces of `outer` that it does not have yet.
  public func located(in outer: Place) -> WorkbookError {
    var error = self
    error.place.file = place.file ?? outer.file
    error.place.part = place.part ?? outer.part
    error.place.sheet = place.sheet ?? outer.sheet
    error.place.cell = place.cell ?? outer.cell
    error.place.line = place.line ?? outer.line
    return error
  }
}
