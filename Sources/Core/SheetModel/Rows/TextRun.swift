/// Where a font of its own begins in a cell's text; it holds up to the next run or the end.
///
/// Text before the first run has the font of the cell's style. Old encodings are told by fonts.
public struct TextRun: Sendable, Hashable {
  /// The first byte, counted in the UTF-8 of the cell's text; always at the start of a character.
  public var start: Int
  /// The family name of the font; empty is the font of the cell's style.
  public var font: String
  /// A run from its start and font.
  public init(start: Int, font: String) {
    self.start = start
    self.font = font
  }
}
