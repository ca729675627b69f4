import SheetModel

/// Names of sheets that every format takes: 1 to 31 characters without `: \ / ? * [ ]`.
public enum SheetName {
  /// A text as a sheet's name, unlike all `taken` ones without regard to case.
  ///
  /// Characters that may not be are replaced by `_`; what is too long is cut; a name that is
  /// taken gets a number; an empty text becomes `Sheet1`.
  public static func valid(_ text: String, avoiding taken: some Sequence<String> = []) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden = scalar.value < 0x20 || ":\\/?*[]".unicodeScalars.contains(scalar)
      scalars.append(isForbidden ? "_" : scalar)
    }
    var name = cut(String(scalars), to: 31)
    // An apostrophe at either end would not survive in a formula.
    while name.hasPrefix("'") || name.hasPrefix(" ") { name.removeFirst() }
    while name.hasSuffix("'") || name.hasSuffix(" ") { name.removeLast() }
    if name.isEmpty { name = "Sheet1" }
    let keys = Set(taken.map { $0.lowercased() })
    var candidate = name
    var number = 2
    while keys.contains(candidate.lowercased()) {
      let suffix = " (\(number))"
      candidate = cut(name, to: 31 - suffix.utf16.count) + suffix
      number += 1
    }
    return candidate
  }

  /// The beginning of a text, cut between characters, in at most so many UTF-16 units.
  private static func cut(_ text: String, to units: Int) -> String {
    var text = text
    while text.utf16.count > units { text.removeLast() }
    return text
  }
}

/// Names of files made from names of sheets.
public enum FileName {
  /// The last part of a path without its suffix; empty for `-`.
  public static func stem(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    guard last != "-" else { return "" }
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
    return String(last[..<dot])
  }

  /// A text as a file's name with a suffix such as `csv`, unlike all `taken` ones.
  ///
  /// It names a file in the folder it is put into on every system: no separators, no leading
  /// dots, no reserved words of Windows, at most 200 bytes of UTF-8.
  public static func safe(
    _ text: String, suffix: String, avoiding taken: some Sequence<String> = []
  ) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      // Marks that turn the reading direction disguise suffixes.
      let isHidden = scalar.properties.generalCategory == .format
      let isForbidden = "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      scalars.append(isControl || isHidden || isForbidden ? "_" : scalar)
    }
    var name = String(scalars)
    while let first = name.first, first == "." || first == " " { name.removeFirst() }
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    while name.utf8.count > 200 { name.removeLast() }
    if name.isEmpty { name = "Sheet1" }
    if isReserved(name) { name += "_" }
    let keys = Set(taken.map { $0.lowercased() })
    var candidate = "\(name).\(suffix)"
    var number = 2
    while keys.contains(candidate.lowercased()) {
      candidate = "\(name) (\(number)).\(suffix)"
      number += 1
    }
    return candidate
  }

  private static func isReserved(_ name: String) -> Bool {
    let word = name.prefix { $0 != "." }.uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(word) { return true }
    let isNumbered = word.hasPrefix("COM") || word.hasPrefix("LPT")
    return isNumbered && word.count == 4 && word.last?.isNumber == true
  }
}
