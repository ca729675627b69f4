/// What the name of a font tells of the encoding of texts in it.
struct LegacyFont: Sendable, Hashable {
  /// The encoding that the font was made for.
  var encoding: LegacyEncoding
  /// Whether it shows all letters as capitals.
  var isCapitals: Bool

  /// The font of a name such as `.VnTimeH` or `VNI-Times`; nil for all fonts of Unicode.
  init?(_ name: String) {
    let lower = name.lowercased()
    if lower.hasPrefix(".vn") {
      encoding = .tcvn3
      isCapitals = name.hasSuffix("H") || lower.hasSuffix("h ") || name.hasSuffix("H1")
    } else if lower.hasPrefix("vni-") || lower.hasPrefix("vni ") {
      encoding = .vni
      isCapitals = false
    } else {
      return nil
    }
  }

  /// The font of Unicode that takes its place: Arial for sans-serif faces, else Times New Roman.
  static func replacement(of name: String) -> String? {
    guard LegacyFont(name) != nil else { return nil }
    let lower = name.lowercased()
    let isSans = ["arial", "helve", "avant"].contains { lower.contains($0) }
    return isSans ? "Arial" : "Times New Roman"
  }
}
