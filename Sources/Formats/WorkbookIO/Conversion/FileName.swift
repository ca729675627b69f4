import SheetModel
import Text

/// Names of files made from names of sheets.
public enum FileName {
  /// The last part of a path without its suffix; empty for `-`.
  public static func stem(of path: String) -> String {
    let last = PathText.shown(PathText.lastName(of: path))
    guard last != "-" else { return "" }
    guard let dot = last.utf8.lastIndex(of: UInt8(ascii: ".")), dot > last.startIndex else {
      return last
    }
    return String(last[..<dot])
  }

  /// A text as a file's name with a suffix such as `csv`, unlike all `taken` ones.
  ///
  /// It names a file in the folder it is put into on every system: no separators, no leading
  /// dots, no reserved words of Windows, at most 200 bytes of UTF-8.
  public static func safe(
    _ text: String, suffix: String, avoiding taken: some Sequence<String> = []
  ) -> String {
    var taken = TakenNames(taken)
    return safe(text, suffix: suffix, avoiding: &taken)
  }

  /// The same, which is then taken itself.
  static func safe(_ text: String, suffix: String, avoiding taken: inout TakenNames) -> String {
    let name = plain(text, unnamed: "Sheet1")
    return taken.take("\(name).\(suffix)") { "\(name) (\($0)).\(suffix)" }
  }

  /// A text as the name of a file or folder without its suffix; `unnamed` where nothing is left.
  static func plain(_ text: String, unnamed: String) -> String {
    var scalars = String.UnicodeScalarView()
    // What is cut off later need not be looked at.
    for scalar in text.unicodeScalars.drop(while: { $0 == "." || $0 == " " }).prefix(1000) {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      // Marks that turn the reading direction disguise suffixes.
      let isHidden = scalar.properties.generalCategory == .format
      // Those of `PathText` would be bytes.
      let isForbidden =
        scalar.value >= 0x10FF80 || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      scalars.append(isControl || isHidden || isForbidden ? "_" : scalar)
    }
    var name = String(scalars)
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    while name.utf8.count > 200 { name.removeLast() }
    if name.isEmpty { name = unnamed }
    if isReserved(name) { name += "_" }
    return name
  }

  private static func isReserved(_ name: String) -> Bool {
    let word = name.prefix { $0 != "." }.uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(word) { return true }
    let isNumbered = word.hasPrefix("COM") || word.hasPrefix("LPT")
    return isNumbered && word.count == 4 && word.last?.isNumber == true
  }
}
