/// Whole numbers divided by weights so that the parts add up to the whole exactly.
public enum Allocation {
  /// The parts of a number in the order of the weights: by largest remainder, and of equal
  /// remainders the earlier first.
  ///
  /// - Returns: nil for no weights, a negative weight, or weights that are all zero.
  public static func parts(of whole: Int64, by weights: [Int64]) -> [Int64]? {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0, weights.allSatisfy({ $0 >= 0 }) else { return nil }
    let size = Int128(whole.magnitude)
    // At most 2^63 times 2^63.
    let shares = weights.map { (size * Int128($0)).quotientAndRemainder(dividingBy: sum) }
    var parts = shares.map(\.quotient)
    let rest = size - parts.reduce(0, +)
    let order = shares.indices.sorted { a, b in
      shares[a].remainder == shares[b].remainder
        ? a < b : shares[a].remainder > shares[b].remainder
    }
    for index in order.prefix(Int(clamping: rest)) { parts[index] += 1 }
    return parts.map { Int64(clamping: whole < 0 ? -$0 : $0) }
  }
}
