import SheetModel

/// The fonts of stretches of text by the names of their styles (ODF 1.3 part 3, 6.1.7).
struct SpanFonts {
  private var names = StyleNames()
  private var fonts: [String] = []

  /// Gives a style's name a font.
  mutating func insert(_ name: String, _ font: String) {
    names.insert(name, fonts.count)
    fonts.append(font)
  }

  /// The font of a style; nil for one that names none.
  func font(of style: UnsafeRawBufferPointer) -> String? {
    guard let index = names.value(of: style), fonts.indices.contains(index) else { return nil }
    return fonts[index]
  }
}
