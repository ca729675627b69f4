import SheetModel

extension Notice {
  /// What is to be told of a file whose encoding is a guess: delimited text that is no UTF; nil for
  /// all others.
  static func guess(of workbook: any WorkbookReader, file: String) -> Notice? {
    guard let dialect = workbook.dialect else { return nil }
    return guess(dialect, file: file)
  }

  /// The same of a dialect.
  static func guess(_ dialect: CSVDialect, file: String) -> Notice? {
    guard let guess = dialect.guess else { return nil }
    // What is read byte by byte is told word by word afterwards.
    let taken: EncodingGuess.Candidate? = dialect.encoding == .windows1258 ? .windows1258 : nil
    return .conversion(.encodingGuessed(file: file, guess, taken: taken))
  }
}
