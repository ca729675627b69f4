import Indicators

extension MigrationReport {
  /// What a report is about and what made it; nothing of it comes from the clock.
  public struct Provenance: Sendable {
    /// An input: a folder, an archive or a file that was named.
    public struct Input: Sendable, Hashable {
      /// Its own name, without the folders that it lies in; `-` for standard input.
      ///
      /// However a folder is called on the command line, and wherever it lies, its report is the same.
      public var name: String
      /// How many files it came to; one that came before under another name is counted there.
      public var files: Int

      /// An input from its parts.
      public init(name: String, files: Int) {
        self.name = name
        self.files = files
      }
    }

    /// A mapping that sheets were read by.
    public struct Mapping: Sendable, Hashable {
      /// The identity.
      public var id: String
      /// What people call the layout.
      public var title: String
      /// The file, relative to the template folder or as it was given.
      public var file: String
      /// The SHA-256 of its bytes.
      public var sha256: String
      /// How many sheets it read, or left out on purpose.
      public var sheets: Int

      /// A mapping from its parts.
      public init(id: String, title: String, file: String, sha256: String, sheets: Int) {
        self.id = id
        self.title = title
        self.file = file
        self.sha256 = sha256
        self.sheets = sheets
      }
    }

    /// The day of the report: as given, else that of the newest input, in UTC; nil where neither is.
    public var date: CalendarDate?
    /// Whether the day was given.
    public var isDateGiven = false
    /// The program's name and version.
    public var program = ""
    /// The inputs by name.
    public var inputs: [Input] = []
    /// The SHA-256 of the sorted SHA-256s of all files that could be read, each with a line end;
    /// empty for none.
    public var inputDigest = ""
    /// The day whose units figures were put to; nil for the units of their time.
    public var unitsAt: CalendarDate?
    /// The sets of indicators that the templates have, by identity.
    public var sets: [String] = []
    /// The SHA-256 over the names and bytes of all files of the templates.
    public var templateDigest = ""
    /// The mappings that read something, by identity.
    public var mappings: [Mapping] = []

    /// Nothing known.
    public init() {}
  }

  /// Counts the sheets that each mapping read, and names those that read any.
  package mutating func nameMappings(of mappings: [LegacyMapping]) {
    var sheets: [String: Int] = [:]
    for file in files {
      for id in file.sheets.flatMap(\.mappings) { sheets[id, default: 0] += 1 }
    }
    provenance.mappings = mappings.filter { sheets[$0.id] != nil }.map { mapping in
      Provenance.Mapping(
        id: mapping.id, title: mapping.title, file: mapping.file, sha256: mapping.sha256,
        sheets: sheets[mapping.id, default: 0])
    }.sorted { $0.id < $1.id }
  }
}
