/// Absolute budgets for reading one file.
///
/// They bound what a file may cost, not what it may look like: there is no ratio test, because
/// an honest sparse sheet compresses a thousandfold. Every limit is named in the error it causes.
public struct ReadLimits: Sendable, Equatable {
  /// The most entries that a package may hold.
  public var entries = 20_000
  /// The most bytes that one entry may inflate to.
  public var entryBytes = 4 << 30
  /// The most bytes that all entries read from one package may inflate to.
  public var totalBytes = 8 << 30
  /// The most bytes of text in a workbook's shared strings, which are kept in memory.
  ///
  /// 12 bytes a string count beside its text. With everything else a hostile file stays under 256
  /// MiB.
  public var sharedStringBytes = 176 << 20
  /// The most filled cells that one sheet may hold.
  public var cells = 200_000_000
  /// The most rows of a sheet: the last row of a workbook is 1,048,576 (ECMA-376 18.3.1.73).
  public var rows = 1_048_576
  /// The most columns of a sheet: the last is XFD (ECMA-376 18.3.1.13).
  public var columns = 16_384
  /// The deepest nesting of XML elements.
  public var nesting = 200
  /// The most bytes of one attribute's value.
  public var attributeBytes = 1 << 20
  /// The most bytes of one cell's text.
  public var textBytes = 1 << 20
  /// The most bytes of one line of delimited text.
  public var lineBytes = 64 << 20
  /// The most filled cells that one repeat in an ODS sheet may expand to.
  public var repeats = 2_000_000
  /// The most bytes taken from standard input.
  public var inputBytes = 1 << 30

  /// The defaults that the README documents.
  public init() {}

  /// The name of a limit, as messages and the README give it.
  public enum Name: String, Sendable, CaseIterable {
    case entries, entryBytes, totalBytes, sharedStringBytes, cells, rows, columns, nesting
    case attributeBytes, textBytes, lineBytes, repeats, inputBytes

    /// The environment variable of the limit: `BIEU_LIMIT_ENTRY_BYTES`.
    public var variable: String {
      let words = rawValue.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }
      return "BIEU_LIMIT_" + words.joined()
    }
  }

  /// The value of a limit by its name.
  public subscript(name: Name) -> Int {
    get { self[keyPath: Self.path(of: name)] }
    set { self[keyPath: Self.path(of: name)] = newValue }
  }

  private static func path(of name: Name) -> WritableKeyPath<ReadLimits, Int> {
    switch name {
    case .entries: \.entries
    case .entryBytes: \.entryBytes
    case .totalBytes: \.totalBytes
    case .sharedStringBytes: \.sharedStringBytes
    case .cells: \.cells
    case .rows: \.rows
    case .columns: \.columns
    case .nesting: \.nesting
    case .attributeBytes: \.attributeBytes
    case .textBytes: \.textBytes
    case .lineBytes: \.lineBytes
    case .repeats: \.repeats
    case .inputBytes: \.inputBytes
    }
  }
}
