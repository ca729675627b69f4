import SheetModel

extension Place {
  /// The place in one line, such as `ban-lang.ods: Biểu 03!D17`; empty when nothing is known.
  ///
  /// A part of a package stands after the file; a line as `dòng 12` or `line 12`.
  public func text(in language: Language) -> String {
    var pieces: [String] = []
    if let file { pieces.append(Printable.line(file)) }
    if let part, !part.isEmpty { pieces.append(Printable.name(part)) }
    if let spot = spot(in: language) { pieces.append(spot) }
    return pieces.joined(separator: ": ")
  }

  /// The place inside its file: `Biểu 03!D17`, `D17`, `Biểu 03`, `dòng 12`; nil for the whole file.
  package func spot(in language: Language) -> String? {
    var text = sheet.map(Printable.name) ?? ""
    if let cell { text += text.isEmpty ? cell.description : "!\(cell)" }
    if let line, cell == nil {
      let number = language.say("dòng \(line)", "line \(line)")
      text += text.isEmpty ? number : ", \(number)"
    }
    return text.isEmpty ? nil : text
  }
}

/// Texts from files made fit for one line of a terminal or message.
package enum Printable {
  /// The most characters of a cell's text that a message repeats.
  package static let maximumLength = 60

  /// One line: controls, also those that steer terminals, become blanks; nothing is cut.
  package static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? " " : scalar) }
    return String(scalars)
  }

  /// One line of at most 60 characters between quotation marks; what is cut shows as `…`.
  package static func quoted(_ text: String) -> String {
    let line = line(text)
    guard line.utf8.count > maximumLength else { return "“\(line)”" }
    // A character may have any number of marks, so the code points have a bound too.
    let head = String(line.unicodeScalars.prefix(4 * maximumLength)).prefix(maximumLength)
    return head.utf8.count == line.utf8.count ? "“\(line)”" : "“\(head)…”"
  }

  /// A name in one line; one of more than 200 code points loses its middle.
  package static func name(_ text: String) -> String { shortened(text, to: 200) }

  /// A whole message in one line; one of more than 1000 code points loses its middle.
  package static func message(_ text: String) -> String { shortened(text, to: 1000) }

  private static func shortened(_ text: String, to most: Int) -> String {
    guard text.utf8.count > most, text.unicodeScalars.count > most else { return line(text) }
    let head = text.unicodeScalars.prefix(most - most / 4)
    let tail = text.unicodeScalars.suffix(most / 4)
    return line(String(head)) + "…" + line(String(tail))
  }

  /// Control characters, and those that turn the direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
