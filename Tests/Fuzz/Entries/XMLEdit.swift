/// XML as a list of tags, open to edits that mostly leave it well-formed.
struct XMLEdit {
  private(set) var bytes: [UInt8]

  /// A tag from `<` to `>`.
  private struct Tag {
    var range: Range<Int>
    var isEnd: Bool
    var isEmpty: Bool
  }

  private var tags: [Tag] = []

  /// The tags of a document; nil for bytes that are none.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    scan()
    guard !tags.isEmpty else { return nil }
  }

  /// Makes one change.
  mutating func change(_ random: inout MutationRandom) {
    guard !tags.isEmpty else { return }
    let tag = random.below(tags.count)
    switch random.below(12) {
    case 0: insert(element(at: tag), at: tags[tag].range.lowerBound)
    case 1: remove(element(at: tag))
    case 2: swap(element(at: tag), element(at: random.below(tags.count)))
    case 3: insert(element(at: tag), at: tags[random.below(tags.count)].range.upperBound)
    case 4: wrap(element(at: tag), times: 1 << random.below(8))
    case 5: changeText(behind: tag, &random)
    case 6: removeAttribute(of: tag, &random)
    case 7: copyAttribute(to: tag, from: random.below(tags.count), &random)
    default: changeAttribute(of: tag, &random)
    }
    scan()
  }

  // MARK: Finding

  private mutating func scan() {
    tags.removeAll(keepingCapacity: true)
    var index = 0
    while index < bytes.count, let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      index = end + 1
      let second = start + 1 < end ? bytes[start + 1] : 0
      if second == UInt8(ascii: "?") || second == UInt8(ascii: "!") { continue }
      tags.append(
        Tag(
          range: start..<index, isEnd: second == UInt8(ascii: "/"),
          isEmpty: bytes[end - 1] == UInt8(ascii: "/")))
    }
  }

  /// The bytes from a start tag to the end of its element.
  private func element(at index: Int) -> Range<Int> {
    let first = tags[index]
    guard !first.isEnd, !first.isEmpty else { return first.range }
    var depth = 0
    for tag in tags[index...] where !tag.isEmpty {
      depth += tag.isEnd ? -1 : 1
      if depth == 0 { return first.range.lowerBound..<tag.range.upperBound }
    }
    return first.range
  }

  /// The values of a tag's attributes, without their quotes.
  private func values(of index: Int) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var start: Int?
    for at in tags[index].range where bytes[at] == UInt8(ascii: "\"") {
      if let from = start {
        values.append(from..<at)
        start = nil
      } else {
        start = at + 1
      }
    }
    return values
  }

  /// An attribute with its name and the space before it.
  private func attribute(around value: Range<Int>, from start: Int) -> Range<Int> {
    var from = value.lowerBound - 1
    while from > start, bytes[from] != UInt8(ascii: " ") { from -= 1 }
    return from..<(value.upperBound + 1)
  }

  // MARK: Changing

  private mutating func insert(_ element: Range<Int>, at place: Int) {
    bytes.insert(contentsOf: Array(bytes[element]), at: place)
  }

  private mutating func remove(_ element: Range<Int>) {
    guard element.count < bytes.count else { return }
    bytes.removeSubrange(element)
  }

  private mutating func swap(_ one: Range<Int>, _ other: Range<Int>) {
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let moved = Array(bytes[second])
    bytes.replaceSubrange(second, with: Array(bytes[first]))
    bytes.replaceSubrange(first, with: moved)
  }

  /// Nests an element in itself, or repeats an empty one.
  private mutating func wrap(_ element: Range<Int>, times: Int) {
    guard element.count > 0, element.count * times < 1 << 16,
      let open = bytes[element].firstIndex(of: UInt8(ascii: ">")),
      let close = bytes[element].lastIndex(of: UInt8(ascii: "<"))
    else { return }
    let start = Array(bytes[element.lowerBound...open])
    let end = close > open ? Array(bytes[close..<element.upperBound]) : []
    let copies = Array(repeatElement(start, count: times).joined())
    bytes.insert(
      contentsOf: Array(repeatElement(end, count: times).joined()), at: element.upperBound)
    bytes.insert(contentsOf: copies, at: element.lowerBound)
  }

  private mutating func changeText(behind tag: Int, _ random: inout MutationRandom) {
    let start = tags[tag].range.upperBound
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    replace(start..<end, &random)
  }

  private mutating func changeAttribute(of tag: Int, _ random: inout MutationRandom) {
    let values = values(of: tag)
    guard !values.isEmpty else { return }
    replace(values[random.below(values.count)], &random)
  }

  private mutating func removeAttribute(of tag: Int, _ random: inout MutationRandom) {
    let values = values(of: tag)
    guard !values.isEmpty else { return }
    let value = values[random.below(values.count)]
    bytes.removeSubrange(attribute(around: value, from: tags[tag].range.lowerBound))
  }

  private mutating func copyAttribute(
    to tag: Int, from other: Int, _ random: inout MutationRandom
  ) {
    let values = values(of: other)
    guard !values.isEmpty, !tags[tag].isEnd else { return }
    let value = values[random.below(values.count)]
    let copy = Array(bytes[attribute(around: value, from: tags[other].range.lowerBound)])
    let end = tags[tag].range.upperBound - (tags[tag].isEmpty ? 2 : 1)
    bytes.insert(contentsOf: copy, at: end)
  }

  /// Puts a value at a limit in the place of another, or changes a number a little.
  private mutating func replace(_ range: Range<Int>, _ random: inout MutationRandom) {
    let old = String(decoding: bytes[range], as: UTF8.self)
    if let number = Int(old), random.oneIn(3) {
      let steps = [1, -1, 16, -16, 255, number]
      bytes.replaceSubrange(range, with: "\(number &+ steps[random.below(steps.count)])".utf8)
      return
    }
    let kinds = BoundaryValues.all
    let kind = kinds[random.below(kinds.count)]
    bytes.replaceSubrange(range, with: kind[random.below(kind.count)].utf8)
  }
}
