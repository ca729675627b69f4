import SheetModel

/// Names of sheets that every format takes: 1 to 31 characters without `: \ / ? * [ ]`.
public enum SheetName {
  /// A text as a sheet's name, unlike all `taken` ones without regard to case.
  ///
  /// Characters that may not be are replaced by `_`; what is too long is cut; a name that is
  /// taken gets a number; an empty text becomes `Sheet1`.
  public static func valid(_ text: String, avoiding taken: some Sequence<String> = []) -> String {
    var taken = TakenNames(taken)
    return valid(text, avoiding: &taken)
  }

  /// The same, which is then taken itself.
  static func valid(_ text: String, avoiding taken: inout TakenNames) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in cut(text, to: 31).unicodeScalars {
      let isForbidden = scalar.value < 0x20 || ":\\/?*[]".unicodeScalars.contains(scalar)
      scalars.append(isForbidden ? "_" : scalar)
    }
    var name = cut(String(scalars), to: 31)
    // An apostrophe at either end would not survive in a formula.
    while name.hasPrefix("'") || name.hasPrefix(" ") { name.removeFirst() }
    while name.hasSuffix("'") || name.hasSuffix(" ") { name.removeLast() }
    if name.isEmpty { name = "Sheet1" }
    return taken.take(name) { number in
      let suffix = " (\(number))"
      return cut(name, to: 31 - suffix.utf16.count) + suffix
    }
  }

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
    var taken = TakenNames(taken)
    return safe(text, suffix: suffix, avoiding: &taken)
  }

  /// The same, which is then taken itself.
  static func safe(_ text: String, suffix: String, avoiding taken: inout TakenNames) -> String {
    var scalars = String.UnicodeScalarView()
    // What is cut off later need not be looked at.
    for scalar in text.unicodeScalars.drop(while: { $0 == "." || $0 == " " }).prefix(1000) {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      // Marks that turn the reading direction disguise suffixes.
      let isHidden = scalar.properties.generalCategory == .format
      let isForbidden = "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      scalars.append(isControl || isHidden || isForbidden ? "_" : scalar)
    }
    var name = String(scalars)
    while let last = name.last, last == "." || last == " " { name.removeLast() }
    while name.utf8.count > 200 { name.removeLast() }
    if name.isEmpty { name = "Sheet1" }
    if isReserved(name) { name += "_" }
    return taken.take("\(name).\(suffix)") { "\(name) (\($0)).\(suffix)" }
  }

  private static func isReserved(_ name: String) -> Bool {
    let word = name.prefix { $0 != "." }.uppercased()
    if ["CON", "PRN", "AUX", "NUL"].contains(word) { return true }
    let isNumbered = word.hasPrefix("COM") || word.hasPrefix("LPT")
    return isNumbered && word.count == 4 && word.last?.isNumber == true
  }
}

/// Names that may not be given again, without regard to case.
struct TakenNames {
  private var keys: Set<String>
  /// The number to go on with for each name that was wanted again.
  private var numbers: [String: Int] = [:]

  init(_ names: some Sequence<String> = []) { keys = Set(names.map { $0.lowercased() }) }

  /// Takes a name, or else the first of `numbered` from 2 on that is free.
  mutating func take(_ name: String, numbered: (Int) -> String) -> String {
    let key = name.lowercased()
    if keys.insert(key).inserted { return name }
    var number = numbers[key] ?? 2
    var candidate = numbered(number)
    while !keys.insert(candidate.lowercased()).inserted {
      number += 1
      candidate = numbered(number)
    }
    numbers[key] = number + 1
    return candidate
  }
}
