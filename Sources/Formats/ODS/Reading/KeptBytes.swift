import SheetModel

/// The memory left for what is kept of a document: names, comments, merges, validations.
///
/// A quarter of `sharedStringBytes`, so that styles, layout and names of a hostile file together
/// stay within what the README promises.
struct KeptBytes {
  private var left: Int
  private let limits: ReadLimits

  init(_ limits: ReadLimits) {
    self.limits = limits
    left = limits.sharedStringBytes / 4
  }

  /// Takes bytes from what is left.
  ///
  /// - Throws: `limitExceeded` for `sharedStringBytes`.
  mutating func spend(_ count: Int) throws(WorkbookError) {
    left -= count
    if left < 0 { throw .limit(.sharedStringBytes, of: limits) }
  }
}
