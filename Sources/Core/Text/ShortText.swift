extension StringProtocol {
  /// The text, or its first words with `…` behind them where it has more than so many characters.
  package func shortened(to most: Int) -> String {
    guard count > most else { return String(self) }
    let head = prefix(Swift.max(1, most - 1))
    let end = head.lastIndex(of: " ").flatMap { $0 > head.startIndex ? $0 : nil } ?? head.endIndex
    return head[..<end] + "…"
  }
}
