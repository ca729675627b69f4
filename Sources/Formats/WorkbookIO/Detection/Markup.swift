import SheetModel

/// XML or HTML, told apart by the beginning of a file.
struct Markup {
  /// The first element's name without prefix, in lower case, and its tag.
  private let root: String
  private let tag: [UInt8]
  private let isXML: Bool

  /// Looks for a first element; nil where the text is no markup.
  ///
  /// A `<` alone makes no markup: a CSV may begin with `<5 tuổi`.
  init?(_ head: [UInt8]) {
    // Of UTF-16 the ASCII part is enough.
    var text = head.filter { $0 != 0 }[...]
    for mark: [UInt8] in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    where text.starts(with: mark) {
      text = text.dropFirst(mark.count)
      break
    }
    text = text.drop(while: Self.isSpace)
    if Self.starts(text, "mime-version:") || Self.starts(text, "from: <saved by") {
      (root, tag, isXML) = ("MHTML", [], false)
      return
    }
    guard text.first == UInt8(ascii: "<") else { return nil }
    let isDeclared = Self.starts(text, "<?xml")
    guard let tag = Self.firstTag(text) else {
      guard isDeclared else { return nil }
      (root, self.tag, isXML) = ("", [], true)
      return
    }
    let name = tag.dropFirst().prefix { !Self.isSpace($0) && $0 != 0x3E && $0 != 0x2F }
    let local = name.split(separator: UInt8(ascii: ":")).last ?? []
    let root = String(decoding: local, as: UTF8.self).lowercased()
    let isPage = Self.pageElements.contains(root)
    guard isDeclared || isPage || tag.contains("xmlns") else { return nil }
    self.root = root
    self.tag = Array(tag)
    isXML = !isPage
  }

  /// `fods` for a flat spreadsheet; all else is refused.
  func format() throws(WorkbookError) -> WorkbookFormat {
    guard isXML else { throw WorkbookError(.htmlPage, found: root == "MHTML" ? "MHTML" : .none) }
    if root == "document", tag.contains("urn:oasis:names:tc:opendocument") {
      if tag.contains("application/vnd.oasis.opendocument.spreadsheet") { return .fods }
      throw WorkbookError(.foreignXML, found: "flat OpenDocument")
    }
    if root == "workbook", tag.contains("urn:schemas-microsoft-com:office:spreadsheet") {
      throw WorkbookError(.foreignXML, found: "SpreadsheetML 2003")
    }
    throw WorkbookError(.foreignXML, found: .name(root, of: .element))
  }

  private static let pageElements: Set<String> = [
    "html", "head", "body", "table", "meta", "style", "script", "title", "div", "tr",
    "!doctype", "font", "center", "tbody", "link", "frameset",
  ]

  /// The first tag that is no processing instruction and no comment, as far as it goes.
  private static func firstTag(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var text = text
    while true {
      text = text.drop(while: isSpace)
      guard text.first == UInt8(ascii: "<"), let second = text.dropFirst().first else {
        return nil
      }
      if second == UInt8(ascii: "?") {
        text = text.drop { $0 != UInt8(ascii: ">") }.dropFirst()
      } else if text.starts(with: "<!--".utf8) {
        while !text.isEmpty, !text.starts(with: "-->".utf8) { text = text.dropFirst() }
        text = text.dropFirst(3)
      } else if starts(text, "<!doctype"), !starts(text, "<!doctype html") {
        text = text.drop { $0 != UInt8(ascii: ">") }.dropFirst()
      } else {
        return text.prefix { $0 != UInt8(ascii: ">") }
      }
    }
  }

  private static func starts(_ text: ArraySlice<UInt8>, _ word: String) -> Bool {
    let head = text.prefix(word.utf8.count)
    return head.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(word.utf8)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
