/// What a row of a register is.
package enum RegisterRow {
  /// Whether a row with so many filled fields is a record.
  ///
  /// A day beside another field tells a record from heads, marks and signatures, which have two texts
  /// as well; so do three fields in a row that is no head and no total, though a name such as Lưu may
  /// begin a footer. Each condition is asked only where it decides.
  @inlinable package static func isRecord(
    filled: Int, hasDay: @autoclosure () -> Bool, isFurniture: @autoclosure () -> Bool,
    isFooter: @autoclosure () -> Bool
  ) -> Bool {
    if filled >= 2, hasDay() { return true }
    guard filled > 0, !isFurniture() else { return false }
    return filled >= 3 || !isFooter()
  }
}
