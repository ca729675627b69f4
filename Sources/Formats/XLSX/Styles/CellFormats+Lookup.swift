import SheetModel

extension CellFormats {
  /// Whether a style is there; cells under others take the default.
  @inline(__always)
  func contains(_ style: Int) -> Bool { style < kinds.count }

  @inline(__always)
  subscript(style: Int) -> Kind { style < kinds.count ? kinds[style] : .plain }
}
