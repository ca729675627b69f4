import VietnameseText

/// A label as a mapping writes it, compared as people compare (`LooseKey`); `*` stands for any text.
///
/// A star stands between whole words: `Trẻ em nhiễm HIV*`, never inside of one.
public struct MappingLabel: Sendable, Hashable {
  /// The label as the mapping writes it.
  public let text: String
  /// What stands between the stars, folded; one piece where there is no star.
  private let pieces: [[UInt8]]

  /// A label.
  public init(_ text: String) {
    self.text = text
    pieces = text.split(separator: "*", omittingEmptySubsequences: false).map { LooseKey($0).bytes }
  }

  /// Whether the label has no star.
  var isExact: Bool { pieces.count == 1 }

  /// The key of a label without a star.
  var key: LooseKey { LooseKey(text) }

  /// Whether a text of a sheet is this label; an empty text is none.
  func matches(_ key: LooseKey) -> Bool {
    guard !key.isEmpty, let first = pieces.first, let last = pieces.last else { return false }
    if pieces.count == 1 { return key.bytes == first }
    guard key.bytes.starts(with: first) else { return false }
    var rest = key.bytes.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let end = Self.end(of: piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// The index behind the first occurrence of a piece.
  private static func end(of piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard piece.count <= bytes.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - piece.count)
    where bytes[start..<(start + piece.count)].elementsEqual(piece) {
      return start + piece.count
    }
    return nil
  }
}

/// The labels that mean one thing.
public struct MappingLabels: Sendable, Hashable {
  /// The labels in the order of the mapping, the first being the usual one.
  public let labels: [MappingLabel]
  private let exact: Set<LooseKey>
  private let patterns: [MappingLabel]

  /// Labels from their texts.
  public init(_ texts: [String]) {
    labels = texts.map { MappingLabel($0) }
    exact = Set(labels.filter(\.isExact).map(\.key)).subtracting([LooseKey("")])
    patterns = labels.filter { !$0.isExact }
  }

  /// Whether there is no label.
  public var isEmpty: Bool { labels.isEmpty }

  /// The usual label, for people.
  public var first: String { labels.first?.text ?? "" }

  /// Whether a text of a sheet is one of the labels.
  public func contains(_ key: LooseKey) -> Bool {
    exact.contains(key) || (!patterns.isEmpty && patterns.contains { $0.matches(key) })
  }
}
