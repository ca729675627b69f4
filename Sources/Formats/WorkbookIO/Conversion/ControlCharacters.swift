import SheetModel

/// The characters that XML 1.0 has no way to write (section 2.2), such as the vertical tab that old
/// databases leave in texts.
///
/// XLSX writes them as `_x000B_` (ECMA-376 Part 1, 22.9.2.19); OpenDocument has nothing like that, so
/// there a blank stands for each, and U+FFFD for U+FFFE and U+FFFF. All keep their length in bytes.
enum ControlCharacters {
  /// Whether a format cannot hold them.
  static func areReplaced(in format: WorkbookFormat) -> Bool { format == .ods || format == .fods }

  /// Replaces those of UTF-8 bytes; how many there were.
  static func replace(in bytes: UnsafeMutableRawBufferPointer) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
        bytes[index] = 0x20
        count += 1
      } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF,
        bytes[index + 2] >= 0xBE
      {
        bytes[index + 2] = 0xBD
        count += 1
        index += 2
      }
      index += 1
    }
    return count
  }

  /// Replaces those of a text; how many there were.
  static func replace(in text: inout String) -> Int {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBytes { replace(in: $0) }
    if count > 0 { text = String(decoding: bytes, as: UTF8.self) }
    return count
  }

  /// Replaces those of a row's texts and formulas; how many there were, and the first column of one.
  static func replace(in row: inout Row) -> (count: Int, column: Int?) {
    row.withStorage { cells, bytes in
      // Hardly any row has one.
      guard bytes.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0xEF }) else {
        return (0, nil)
      }
      var total = 0
      var first: Int?
      let size = bytes.count
      bytes.withUnsafeMutableBytes { raw in
        for cell in cells {
          for slice in [cell.text, cell.formula] {
            let end = min(Int(slice.start) + Int(slice.count), size)
            let start = min(Int(slice.start), end)
            let count = replace(in: UnsafeMutableRawBufferPointer(rebasing: raw[start..<end]))
            guard count > 0 else { continue }
            total += count
            first = first ?? cell.column
          }
        }
      }
      return (total, first)
    }
  }

  /// Replaces those of what surrounds the cells; how many there were.
  static func replace(in outline: inout WorkbookOutline) -> Int {
    var count = 0
    func clean(_ text: inout String?) {
      guard var own = text else { return }
      count += replace(in: &own)
      text = own
    }
    clean(&outline.properties.title)
    clean(&outline.properties.subject)
    clean(&outline.properties.creator)
    clean(&outline.properties.description)
    for index in outline.properties.custom.indices {
      count += replace(in: &outline.properties.custom[index].name)
      count += replace(in: &outline.properties.custom[index].value)
    }
    for index in outline.definedNames.indices {
      count += replace(in: &outline.definedNames[index].formula)
    }
    for index in outline.sheets.indices {
      clean(&outline.sheets[index].print.footer)
      for place in outline.sheets[index].validations.indices {
        count += replace(in: &outline.sheets[index].validations[place])
      }
    }
    return count
  }

  private static func replace(in validation: inout DataValidation) -> Int {
    var count =
      replace(in: &validation.promptTitle) + replace(in: &validation.prompt)
      + replace(in: &validation.errorTitle) + replace(in: &validation.error)
    switch validation.rule {
    case .list(var entries):
      for index in entries.indices { count += replace(in: &entries[index]) }
      validation.rule = .list(entries)
    case .listRange(var text):
      count += replace(in: &text)
      validation.rule = .listRange(text)
    case .formula(var text):
      count += replace(in: &text)
      validation.rule = .formula(text)
    case .whole, .decimal, .date, .textLength: break
    }
    return count
  }
}
