extension Evidence {
  /// What a name is of: places and furniture, never what somebody wrote into a cell.
  public enum Name: Sendable {
    /// A file or folder, by its path.
    case file
    /// A sheet.
    case sheet
    /// A part of a package.
    case part
    /// A format, by its short name.
    case format
    /// An element or attribute of XML.
    case element
    /// An encoding that a file states.
    case encoding
    /// A property of a document or a defined name.
    case property
    /// The words of the system for an error.
    case systemError
    /// A label, title or code of a template or mapping, as the template writes it.
    case template
    /// A unit, by the name or code of the list of units.
    case unit
  }

  /// The name of something that is no content of a cell.
  ///
  /// Names of XML, encodings and formats are ASCII without blanks, at most 80; others are withheld.
  public static func name(_ text: String, of kind: Name) -> Evidence {
    switch kind {
    case .element, .encoding, .format:
      let isName =
        text.utf8.count <= 80
        && text.utf8.allSatisfy { byte in
          isLetter(byte) || isDigit(byte) || "._:-/+".utf8.contains(byte)
        }
      return isName ? Evidence(judged: text) : .withheld(text)
    case .file, .sheet, .part, .property, .systemError, .template, .unit:
      return Evidence(judged: text)
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
