/// How delimited text is put down: its encoding, delimiter, quote and line ends.
public struct CSVDialect: Hashable, Sendable {
  /// The encodings that are told apart.
  public enum Encoding: String, Sendable, CaseIterable {
    /// UTF-8.
    case utf8 = "UTF-8"
    /// UTF-16, the lower byte first.
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16, the higher byte first.
    case utf16BigEndian = "UTF-16BE"
    /// The Vietnamese "ANSI" of Windows, taken for text that is no UTF-8.
    case windows1258 = "windows-1258"
    /// One character a byte, so that texts in TCVN3 and VNI keep all they say.
    ///
    /// The five bytes that windows-1252 leaves undefined are the control characters of their value.
    case windows1252 = "windows-1252"
  }

  /// The ends of lines; a reader takes all of them, mixed as they come.
  public enum Newline: String, Sendable, CaseIterable {
    /// Line feed.
    case lf = "\n"
    /// Carriage return and line feed.
    case crlf = "\r\n"
    /// Carriage return.
    case cr = "\r"
  }

  /// The encoding of the bytes.
  public var encoding = Encoding.utf8
  /// What eight-bit text looks like whose encoding nobody told; nil for all other text.
  ///
  /// `encoding` may be another: a reader that keeps all bytes takes windows-1252.
  public var guess: EncodingGuess?
  /// Whether the text begins with a byte order mark, which is no part of it.
  public var hasBOM = false
  /// The byte between fields.
  public var delimiter = UInt8(ascii: ",")
  /// A byte that often delimits and would split some of the first lines, where the table has come
  /// as one column: `delimiter` was told and splits none, or no byte splits enough lines.
  public var overlooked: UInt8?
  /// The byte around fields that hold delimiters or line ends; nil where nothing is quoted.
  public var quote: UInt8? = UInt8(ascii: "\"")
  /// The first line's end.
  public var newline = Newline.lf

  /// RFC 4180 in UTF-8, with line feeds.
  public init() {}
}

/// What a reader of delimited text is told; whatever is nil is found from the first 64 KiB.
public struct CSVReadOptions: Sendable {
  /// The encoding.
  public var encoding: CSVDialect.Encoding?
  /// The byte between fields: ASCII, neither a quote nor a line end.
  public var delimiter: UInt8?
  /// The byte around fields, ASCII; nil takes quotes as text.
  public var quote: UInt8? = UInt8(ascii: "\"")
  /// Whether fields become numbers, truth values, dates and times.
  ///
  /// Only where writing the value back gives the very same text: `00040`, `1e5`, `+5`, `1.0` and
  /// whole numbers of 16 digits or more stay text. Quotes make no difference. Decimal commas and
  /// thousands separators are not read here.
  public var isTyped = false
  /// Whether text that is found to be no UTF is taken for windows-1252 instead of windows-1258.
  ///
  /// For who then looks for TCVN3, VNI and windows-1258 in it.
  public var isLegacy = false

  /// Everything is found from the content, and all fields are text.
  public init() {}
}

/// How delimited text is to be written.
public struct CSVWriteOptions: Sendable {
  /// The byte between fields: ASCII, neither a quote nor a line end.
  public var delimiter = UInt8(ascii: ",")
  /// Whether the text begins with a byte order mark, which Excel wants for UTF-8.
  public var hasBOM = false
  /// The end of every line.
  public var newline = CSVDialect.Newline.lf
  /// The mark between whole and fraction of a number: a point or a comma.
  public var decimalMark = UInt8(ascii: ".")
  /// Whether text that a spreadsheet would take for a formula gets an apostrophe in front.
  ///
  /// It does so where text begins with `=`, `+`, `-`, `@`, a tab or a carriage return. The
  /// apostrophe is part of the text for every other program, so this is off unless asked for.
  public var escapesFormulas = false

  /// RFC 4180 in UTF-8, with line feeds, a decimal point and no mark.
  public init() {}
}

/// Lines whose count of fields differs from that of the first line that is not blank.
public struct RaggedLines: Sendable, Hashable {
  /// One such line.
  public struct Sample: Sendable, Hashable {
    /// The line, counted from 1.
    public var line: Int
    /// The fields of the first line.
    public var expected: Int
    /// The fields of this line.
    public var found: Int
    /// A line with its counts.
    public init(line: Int, expected: Int, found: Int) {
      self.line = line
      self.expected = expected
      self.found = found
    }
  }

  /// How many there are.
  public package(set) var count = 0
  /// The first ten of them.
  public package(set) var samples: [Sample] = []
  private var expected: Int?

  /// No such line.
  package init() {}

  /// Counts a line that is not blank; the first one sets what is expected.
  package mutating func add(fields: Int, line: Int) {
    guard let expected else {
      self.expected = fields
      return
    }
    guard fields != expected else { return }
    count += 1
    if samples.count < 10 {
      samples.append(Sample(line: line, expected: expected, found: fields))
    }
  }
}
