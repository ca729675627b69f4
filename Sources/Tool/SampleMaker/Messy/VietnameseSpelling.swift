import Foundation

/// Ways of spelling the same Vietnamese text.
enum VietnameseSpelling {
  /// Letters and marks apart (NFD), as some keyboards and macOS leave them.
  static func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }

  /// The tone mark on the second vowel (hoà, khoẻ, uỷ), as school books before 1980 put it.
  static func oldToneMarks(_ text: String) -> String {
    let tones: [(Character, Character, Character)] = [
      ("ò", "o", "à"), ("ó", "o", "á"), ("ỏ", "o", "ả"), ("õ", "o", "ã"), ("ọ", "o", "ạ"),
    ]
    var result = text
    for (toned, plain, moved) in tones {
      result = result.replacing("\(toned)a", with: "\(plain)\(moved)")
    }
    let pairs = [
      ("òe", "oè"), ("óe", "oé"), ("ỏe", "oẻ"), ("õe", "oẽ"), ("ọe", "oẹ"),
      ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
    ]
    for (new, old) in pairs { result = result.replacing(new, with: old) }
    return result
  }
}
