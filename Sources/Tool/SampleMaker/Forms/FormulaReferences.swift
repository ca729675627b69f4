import SheetModel

/// A1 references inside a formula.
enum FormulaReferences {
  /// The formula with every plain A1 reference moved; texts in quotes and names stay.
  static func mapped(_ formula: String, by place: (CellAddress) -> CellAddress) -> String {
    var result = ""
    var word = ""
    var isQuoted = false
    func flush(before next: Character?) {
      if next != "(", !isQuoted, let address = CellAddress(word) {
        result += place(address).description
      } else {
        result += word
      }
      word = ""
    }
    for character in formula {
      if character == "\"" || character == "'" {
        flush(before: character)
        isQuoted.toggle()
        result.append(character)
      } else if character.isLetter || character.isNumber, !isQuoted {
        word.append(character)
      } else {
        flush(before: character)
        result.append(character)
      }
    }
    flush(before: nil)
    return result
  }
}
