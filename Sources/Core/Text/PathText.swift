/// Names of files as strings that lose no byte.
///
/// On Linux a name is bytes, any but `/` and NUL, and old archives have names in old encodings. A
/// string holds UTF-8 alone, so a byte that is none stands in it as one of the 128 scalars from
/// U+10FF80 to U+10FFFF, the end of the last private-use plane; a name that really holds such a
/// scalar is kept byte by byte too, and every name comes back as it was.
///
/// Strings compare by canonical equivalence, names do not: `xã` composed and decomposed are two
/// files. Whatever tells files apart goes by `PathKey`.
package enum PathText {
  /// The string of a name's or path's bytes.
  package static func string(of bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !hasMarks(text) { return text }
    var scalars = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      if let text = String(validating: rest.prefix(length), as: UTF8.self),
        let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, !isMark(scalar)
      {
        scalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let mark = Unicode.Scalar(marks + UInt32(first)) { scalars.append(mark) }
        rest = rest.dropFirst()
      }
    }
    return String(scalars)
  }

  /// The bytes that a string stands for.
  package static func bytes(of path: String) -> [UInt8] {
    guard hasMarks(path) else { return Array(path.utf8) }
    var bytes: [UInt8] = []
    for scalar in path.unicodeScalars {
      if isMark(scalar) {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    return bytes
  }

  /// The name as people and tables are shown it: a byte that is no UTF-8 as `\xE3`.
  ///
  /// What stands so in a name itself begins with `\x5C`, so no two names are shown as one.
  package static func shown(_ path: String) -> String {
    guard hasMarks(path) || path.utf8.contains(0x5C) else { return path }
    var text = String.UnicodeScalarView()
    var rest = Substring(path).unicodeScalars
    while let scalar = rest.popFirst() {
      if isMark(scalar) {
        text.append(contentsOf: escape(UInt8(truncatingIfNeeded: scalar.value)).unicodeScalars)
      } else if scalar == "\\", isEscape(rest) {
        text.append(contentsOf: escape(0x5C).unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// A message with whatever bytes of names it holds as `\xE3`; any other text stays.
  package static func printable(_ message: String) -> String {
    guard hasMarks(message) else { return message }
    return message.unicodeScalars.reduce(into: "") { text, scalar in
      if isMark(scalar) {
        text += escape(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The names of a path between its slashes, without empty ones.
  ///
  /// A slash is a byte: to the language one with a combining mark behind it would be another letter.
  package static func names(of path: String) -> [String] {
    path.utf8.split(separator: slash).map { String(Substring($0)) }
  }

  /// The last name of a path; empty for none.
  package static func lastName(of path: String) -> String { names(of: path).last ?? "" }

  /// The folder that a path lies in, with its slash; empty for the working folder.
  package static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: slash).map { String(Substring(path.utf8[...$0])) } ?? ""
  }

  /// The path of a folder's entry.
  package static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.utf8.last == slash ? folder + name : "\(folder)/\(name)"
  }

  /// What stands behind the last dot of the last name, in lower case; empty where nothing does, or
  /// nothing before it.
  package static func suffix(of path: String) -> String {
    let name = lastName(of: path).utf8
    guard let dot = name.lastIndex(of: 0x2E), dot > name.startIndex else { return "" }
    return String(Substring(name[name.index(after: dot)...])).lowercased()
  }

  private static let slash = UInt8(ascii: "/")

  /// Where the scalars for bytes begin, less the byte.
  private static let marks: UInt32 = 0x10FF00

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= marks + 0x80 }

  /// All marks begin with the byte F4 in UTF-8, which hardly any name holds.
  private static func hasMarks(_ path: String) -> Bool {
    path.utf8.contains(0xF4) && path.unicodeScalars.contains(where: isMark)
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// Whether what follows a backslash makes it look like one of ours.
  private static func isEscape(_ rest: Substring.UnicodeScalarView) -> Bool {
    let next = Array(rest.prefix(3))
    return next.count == 3 && next[0] == "x"
      && next[1...].allSatisfy { $0.isASCII && $0.properties.isASCIIHexDigit }
  }
}

/// A path or name as what it is to the system, to be compared and kept in sets: its bytes.
package struct PathKey: Hashable, Comparable, Sendable {
  /// The path.
  package let path: String

  /// The key of a path.
  package init(_ path: some StringProtocol) { self.path = String(path) }

  /// By bytes, not by letters: of one letter's spellings each is a name of its own.
  package static func == (a: PathKey, b: PathKey) -> Bool { a.path.utf8.elementsEqual(b.path.utf8) }

  /// By bytes.
  package static func < (a: PathKey, b: PathKey) -> Bool {
    a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
  }

  /// By bytes.
  package func hash(into hasher: inout Hasher) {
    var path = path
    path.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
