import SheetModel

/// How a form sheet falls onto A4 pages, estimated from its widths and heights.
///
/// A last page that holds little but the signatures is drawn up onto the pages before it, as long
/// as the print stays legible.
struct FormLayoutPaper {
  /// A4 landscape in points.
  private static let paper = (width: 842.0, height: 595.0)
  /// A last page that is filled less than this is drawn up.
  private static let scantPage = 0.3
  /// The smallest scale that a form is drawn up to; body text then prints at about 7 points.
  private static let smallestScale = 0.62

  let print: PrintSetup
  /// The widths of the columns in characters.
  let widths: [Double]
  /// The heights of the rows in points, from the first on.
  let heights: [Double]

  /// The pages down that the sheet is to be fitted to; nil lets it run on.
  var fitToHeight: Int? {
    let margins = print.margins
    let across = Self.paper.width - (margins.left + margins.right) * 72
    let down = Self.paper.height - (margins.top + margins.bottom) * 72
    let width = widths.reduce(0, +) * TextMeasure.pointsPerCharacter
    let scale = min(1, across / max(width, 1))
    let page = down / scale
    let repeated = print.repeatedRows.map { rows in
      heights.indices.filter(rows.contains).reduce(0.0) { $0 + heights[$1] }
    }
    var pages = 1
    var used = 0.0
    for height in heights {
      if used + height > page {
        pages += 1
        used = repeated ?? 0
      }
      used += height
    }
    guard pages > 1 else { return nil }
    let scant = (used - (repeated ?? 0)) / page
    let drawnUp = scale / (1 + scant / Double(pages - 1))
    return scant < Self.scantPage && drawnUp >= Self.smallestScale ? pages - 1 : nil
  }
}
