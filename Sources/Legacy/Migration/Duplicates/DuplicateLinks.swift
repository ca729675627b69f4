/// Which records were found to be alike, and the groups that come of it.
struct DuplicateLinks {
  /// Records that hang together, and why.
  struct Group {
    var reasons: UInt8
    var keys: ArraySlice<Int>
  }

  private var parents: [UInt32]
  private var links: [(one: UInt32, reason: UInt8)] = []

  /// No links between so many records.
  init(count: Int) { parents = (0..<UInt32(clamping: count)).map { $0 } }

  /// Links two records.
  mutating func link(_ one: Int, _ other: Int, _ reason: NearDuplicates.Reason) {
    let (a, b) = (root(UInt32(clamping: one)), root(UInt32(clamping: other)))
    parents[Int(max(a, b))] = min(a, b)
    links.append((min(a, b), reason.bit))
  }

  /// The groups, each in order, by their first records.
  mutating func groups(by isBefore: (Int, Int) -> Bool) -> [Group] {
    var reasons: [UInt32: UInt8] = [:]
    for link in links { reasons[root(link.one), default: 0] |= link.reason }
    let linked = parents.indices.filter { reasons[root(UInt32($0))] != nil }.sorted(by: isBefore)
    // By roots, the roots in the order of their first records.
    var number: [UInt32: Int] = [:]
    for key in linked {
      let root = root(UInt32(key))
      if number[root] == nil { number[root] = number.count }
    }
    var starts = Array(repeating: 0, count: number.count + 1)
    for key in linked { starts[(number[root(UInt32(key))] ?? 0) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    var sorted = Array(repeating: 0, count: linked.count)
    for key in linked {
      let group = number[root(UInt32(key))] ?? 0
      sorted[next[group]] = key
      next[group] += 1
    }
    return number.sorted { $0.value < $1.value }.map { root, group in
      Group(reasons: reasons[root] ?? 0, keys: sorted[starts[group]..<starts[group + 1]])
    }
  }

  private mutating func root(_ key: UInt32) -> UInt32 {
    var key = key
    while parents[Int(key)] != key {
      parents[Int(key)] = parents[Int(parents[Int(key)])]
      key = parents[Int(key)]
    }
    return key
  }
}

/// Runs of records with one value.
enum DuplicateRuns {
  /// Calls `body` with the records of each value that more than one of them has.
  static func forEach(
    of keys: [Int], by value: (Int) -> UInt64, _ body: (ArraySlice<Int>) -> Void
  ) {
    guard keys.count > 1 else { return }
    let sorted = keys.map { (value: value($0), key: UInt32(clamping: $0)) }.sorted {
      ($0.value, $0.key) < ($1.value, $1.key)
    }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].value == sorted[start].value { end += 1 }
      if end - start > 1 { body(sorted[start..<end].map { Int($0.key) }[...]) }
      start = end
    }
  }
}

/// Words of five bits a letter that differ by one letter: another one, one more or one less.
enum OneLetter {
  /// Up to so many words are all held against each other.
  private static let mostPairs = 32

  /// Calls `body` with the pairs, which are in ascending order.
  static func pairs(of words: [UInt128], _ body: (UInt128, UInt128) -> Void) {
    if words.count <= mostPairs { return comparePairs(of: words[...], body) }
    // Words a letter apart have a word in common once a letter of each, or of one, is left out.
    var shorter: [(word: UInt128, index: Int)] = []
    for (index, word) in words.enumerated() {
      shorter.append((word, index))
      for place in 0..<length(word) { shorter.append((without(place, word), index)) }
    }
    shorter.sort { ($0.word, $0.index) < ($1.word, $1.index) }
    var start = 0
    while start < shorter.count {
      var end = start + 1
      while end < shorter.count, shorter[end].word == shorter[start].word { end += 1 }
      let own = Set(shorter[start..<end].map(\.index)).sorted().map { words[$0] }
      // At most 32 letters stand in one place and 25 places take one more; the rest is told apart.
      comparePairs(of: own.prefix(1024), body)
      start = end
    }
  }

  private static func comparePairs(
    of words: ArraySlice<UInt128>, _ body: (UInt128, UInt128) -> Void
  ) {
    for (offset, one) in words.enumerated() {
      for other in words.dropFirst(offset + 1) where areClose(one, other) { body(one, other) }
    }
  }

  /// Whether two words differ by one letter.
  static func areClose(_ a: UInt128, _ b: UInt128) -> Bool {
    guard a != b else { return false }
    let (long, short) = length(a) >= length(b) ? (a, b) : (b, a)
    let (count, other) = (length(long), length(short))
    guard count - other <= 1 else { return false }
    // The letters that agree from the end on lie in the low bits.
    let same = (long ^ short).trailingZeroBitCount / 5
    if count == other { return long >> UInt128(same * 5 + 5) == short >> UInt128(same * 5 + 5) }
    return long >> UInt128(same * 5 + 5) == short >> UInt128(same * 5)
  }

  private static func length(_ word: UInt128) -> Int { (132 - word.leadingZeroBitCount) / 5 }

  private static func without(_ place: Int, _ word: UInt128) -> UInt128 {
    let low = UInt128(place * 5)
    let mask: UInt128 = (1 << low) - 1
    return (word >> (low + 5)) << low | (word & mask)
  }
}
