/// A colour as red, green and blue.
public struct Color: Hashable, Sendable {
  /// The 24 bits `0xRRGGBB`.
  public var rgb: UInt32
  /// A colour from `0xRRGGBB`.
  public init(rgb: UInt32) { self.rgb = rgb & 0xFFFFFF }
}

/// How a cell looks and behaves; a value, compared by content.
public struct CellStyle: Hashable, Sendable {
  /// A typeface and its attributes.
  public struct Font: Hashable, Sendable {
    /// The family name, such as `Times New Roman`.
    public var name = "Times New Roman"
    /// The size in points.
    public var size = 11.0
    /// Bold.
    public var isBold = false
    /// Italic.
    public var isItalic = false
    /// Underlined.
    public var isUnderlined = false
    /// Struck through.
    public var isStruck = false
    /// The text's colour; nil is automatic.
    public var color: Color?
    /// Times New Roman 11.
    public init() {}
  }

  /// How a border line is drawn.
  public enum Line: String, Hashable, Sendable {
    /// A hairline.
    case hair
    /// A thin line.
    case thin
    /// A medium line.
    case medium
    /// A thick line.
    case thick
    /// A dotted line.
    case dotted
    /// A dashed line.
    case dashed
    /// Two lines.
    case double
  }

  /// The four edges; nil draws none.
  public struct Border: Hashable, Sendable {
    /// The left edge.
    public var left: Line?
    /// The right edge.
    public var right: Line?
    /// The upper edge.
    public var top: Line?
    /// The lower edge.
    public var bottom: Line?
    /// The colour of all edges; nil is automatic.
    public var color: Color?
    /// No edge.
    public init() {}
    /// The same line on all four edges.
    public static func box(_ line: Line) -> Border {
      var border = Border()
      border.left = line
      border.right = line
      border.top = line
      border.bottom = line
      return border
    }
  }

  /// Where text stands across the cell.
  public enum Horizontal: String, Hashable, Sendable {
    /// By kind: text left, numbers right.
    case general
    /// At the left.
    case left
    /// In the middle.
    case center
    /// At the right.
    case right
    /// Justified.
    case justify
  }

  /// Where text stands in the cell's height.
  public enum Vertical: String, Hashable, Sendable {
    /// At the top.
    case top
    /// In the middle.
    case center
    /// At the bottom.
    case bottom
  }

  /// The typeface.
  public var font = Font()
  /// The background; nil is none.
  public var fill: Color?
  /// The edges.
  public var border = Border()
  /// Where text stands across the cell.
  public var horizontal = Horizontal.general
  /// Where text stands in the cell's height.
  public var vertical = Vertical.bottom
  /// Whether long text continues on further lines.
  public var wrapsText = false
  /// The indent in steps of about three spaces.
  public var indent = 0
  /// The number format in Excel's notation, such as `#,##0` or `dd/mm/yyyy` (ECMA-376 18.8.31).
  public var numberFormat = "General"
  /// Whether the cell refuses edits once its sheet is protected.
  public var isLocked = true

  /// The default style.
  public init() {}
}

/// The styles of a workbook; a cell's `style` is an index into it, and index 0 is the default.
public struct StyleTable: Sendable {
  /// The styles in the order of their indexes.
  public private(set) var styles: [CellStyle]
  /// How numbers under each style are to be read, in the same order.
  public private(set) var formats: [NumberFormat]
  private var indexes: [CellStyle: Int]

  /// A table that holds the default style only.
  public init(default style: CellStyle = CellStyle()) {
    styles = [style]
    formats = [NumberFormat(style.numberFormat)]
    indexes = [style: 0]
  }

  /// Adds a style after the last one, whether it is there already or not: readers keep indexes.
  @discardableResult
  package mutating func append(_ style: CellStyle) -> Int {
    styles.append(style)
    formats.append(NumberFormat(style.numberFormat))
    if indexes[style] == nil { indexes[style] = styles.count - 1 }
    return styles.count - 1
  }

  /// Replaces the default style of a table that is being read.
  package mutating func replaceDefault(_ style: CellStyle) {
    indexes[styles[0]] = nil
    styles[0] = style
    formats[0] = NumberFormat(style.numberFormat)
    indexes[style] = 0
  }

  /// The index of a style, added if it is new.
  public mutating func index(of style: CellStyle) -> Int { indexes[style] ?? append(style) }

  /// The style of an index; the default for an index that is out of range.
  public subscript(index: Int) -> CellStyle {
    styles.indices.contains(index) ? styles[index] : styles[0]
  }

  /// The number format of an index; the default's for an index that is out of range.
  public func format(_ index: Int) -> NumberFormat {
    formats.indices.contains(index) ? formats[index] : formats[0]
  }
}
