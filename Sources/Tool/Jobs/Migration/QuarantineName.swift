import Fingerprint
import Migration
import Text

/// Where the reasons of a file with something held back stand in the folder of outputs.
///
/// The name is made from the file's path so that no two files have one, and that the path can be read
/// from it: `quarantine/2019/bieu.xls.csv` for `2019/bieu.xls`. What would be ambiguous is written
/// as `%` and two digits: a percent sign, controls, `.` and `..`, the slash of a path from the root,
/// and the dot of a folder's `.csv`. A name of more than 200 bytes goes on in a folder below: each of
/// its pieces but the last ends in `%`.
enum QuarantineName {
  /// The folder of the reasons, with its slash.
  static let folder = "quarantine/"

  /// The name for a file; nil where nothing of it was held back.
  static func of(_ file: MigratedFile) -> String? {
    file.failure == nil && file.quarantine.isEmpty ? nil : of(path: file.path)
  }

  /// The name for a path.
  static func of(path: String) -> String {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    var parts: [String] = []
    for (index, name) in names.enumerated() {
      parts += pieces(of: escaped(Array(name), isLast: index == names.count - 1))
    }
    let whole = parts.joined(separator: "/")
    guard whole.utf8.count > mostBytes else { return "\(folder)\(whole).csv" }
    // Beyond what a system takes as a path; a folder `%` stands for nothing else.
    var fingerprint = Fingerprint()
    fingerprint.update(path)
    return "\(folder)%/\(fingerprint.hexadecimal()).csv"
  }

  /// The longest path that is kept readable, well below a system's 4096 bytes.
  private static let mostBytes = 3000
  private static let longestName = 200

  private static func escaped(_ name: [UInt8], isLast: Bool) -> [UInt8] {
    if name.isEmpty { return Array("%2F".utf8) }
    let isDots = name == Array(".".utf8) || name == Array("..".utf8)
    let looksLikeFile =
      !isLast && String(decoding: name, as: UTF8.self).lowercased().hasSuffix(".csv")
    var text: [UInt8] = []
    for (index, byte) in name.enumerated() {
      let isSuffixDot = looksLikeFile && index == name.count - 4
      if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") || isDots || isSuffixDot {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%\(digits.count < 2 ? "0" : "")\(digits)".utf8
      } else {
        text.append(byte)
      }
    }
    return text
  }

  /// A name in pieces that a file system takes, cut between letters.
  private static func pieces(of name: [UInt8]) -> [String] {
    var pieces: [String] = []
    var rest = name[...]
    while rest.count > longestName {
      var end = rest.startIndex + longestName
      // Not in the middle of a letter, nor of a percent sign and its digits.
      while rest[end] & 0xC0 == 0x80 || rest[(end - 2)..<end].contains(UInt8(ascii: "%")) {
        end -= 1
      }
      pieces.append(String(decoding: rest[..<end], as: UTF8.self) + "%")
      rest = rest[end...]
    }
    return pieces + [String(decoding: rest, as: UTF8.self)]
  }
}
