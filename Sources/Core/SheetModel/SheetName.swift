/// The one rule for names of sheets; ECMA-376 Part 1, 18.2.19 leaves open what Excel refuses.
///
/// No name is empty, has a control character or one of `: \ / ? * [ ]`, or an apostrophe at either
/// end, where a formula would lose it. Excel also bounds the length and keeps `History` for itself;
/// OpenDocument does not.
public enum SheetName {
  /// The most UTF-16 units of a sheet's name in Excel.
  public static let mostUnits = 31

  /// A text as a sheet's name that every format takes, unlike all `taken` ones without regard to case.
  ///
  /// Characters that may not be are replaced by `_`; what is too long is cut; apostrophes and blanks
  /// at the ends go; a name that is taken gets a number; an empty text becomes `Sheet1`. Where the
  /// name is for Excel, what Excel keeps for itself gets a `_`.
  public static func valid(
    _ text: String, avoiding taken: some Sequence<String> = [], forExcel: Bool = false
  ) -> String {
    var taken = TakenNames(taken)
    return valid(text, avoiding: &taken, forExcel: forExcel)
  }

  /// The same, which is then taken itself.
  package static func valid(
    _ text: String, avoiding taken: inout TakenNames, forExcel: Bool = false
  ) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in cut(text, to: mostUnits).unicodeScalars {
      scalars.append(isForbidden(scalar) ? "_" : scalar)
    }
    var name = cut(String(scalars), to: mostUnits)
    while name.hasPrefix("'") || name.hasPrefix(" ") { name.removeFirst() }
    while name.hasSuffix("'") || name.hasSuffix(" ") { name.removeLast() }
    if name.isEmpty { name = "Sheet1" }
    if forExcel, isReserved(name) { name += "_" }
    return taken.take(name) { number in
      let suffix = " (\(number))"
      var beginning = cut(name, to: mostUnits - suffix.utf16.count)
      while beginning.hasSuffix(" ") { beginning.removeLast() }
      return beginning + suffix
    }
  }

  /// Whether OpenDocument can hold the name so that spreadsheet programs keep it.
  package static func isSound(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("'") && !name.hasSuffix("'")
      && !name.unicodeScalars.contains(where: isForbidden)
  }

  /// Whether Excel, and with it every format, can hold the name.
  package static func isValid(_ name: String) -> Bool {
    isSound(name) && name.utf16.count <= mostUnits && !isReserved(name)
  }

  /// What two names have in common that name the same sheet: case does not count.
  package static func key(_ name: String) -> String { name.lowercased() }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || ":\\/?*[]".unicodeScalars.contains(scalar)
  }

  /// Whether it is the name that Excel gives to its list of tracked changes.
  private static func isReserved(_ name: String) -> Bool { key(name) == "history" }

  /// The beginning of a text, cut between characters, in at most so many UTF-16 units.
  private static func cut(_ text: String, to units: Int) -> String {
    var end = text.startIndex
    var left = units
    while end < text.endIndex {
      left -= text[end].utf16.count
      if left < 0 { break }
      end = text.index(after: end)
    }
    return String(text[..<end])
  }
}
