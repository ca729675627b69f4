/// Finds rows that may be one child, over all registers of a migration, for a person to decide.
///
/// Linear in the records but for sorting: only records of one unit, period and birth date are held
/// against each other. 48 bytes a record, up to `mostRecords`. What is found depends on the records
/// alone, not on their order. Twins, who share all but the given name, are no duplicates.
public struct NearDuplicates: Sendable {
  /// Why rows may be one child, the surest first.
  public enum Reason: String, Sendable, CaseIterable {
    /// The same personal number in one period.
    case sameNumber = "same-number"
    /// The same name, birth date and unit; spelling of tones, i and y, and blanks do not count.
    case sameName = "same-name"
    /// The same but for marks, or for one letter of the family or middle name.
    case nearName = "near-name"
    /// The same name and unit, day and month of birth in each other's place.
    case swappedDate = "swapped-date"

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A row of a register.
  public struct Member: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The sheet.
    public var sheet: String
    /// The row, from 0.
    public var row: Int
  }

  /// Rows that may be one child, by place, and why.
  public struct Group: Sendable, Hashable {
    /// All reasons that hold between some of the rows, the surest first.
    public var reasons: [Reason]
    /// The rows, two or more.
    public var members: [Member]
  }

  /// The most records that are compared.
  public static let mostRecords = 4_000_000

  private var keys: [DuplicateKey] = []
  private var sheets: [(file: String, sheet: String)] = []
  /// How many records came after `mostRecords`, which were not compared.
  public private(set) var uncompared = 0

  /// A search without records.
  public init() {}

  /// Adds the keys of a file's records, as `DuplicateKey.append` wrote them; `names` are those of
  /// the sheets that the keys count.
  public mutating func add(
    _ bytes: some RandomAccessCollection<UInt8>, file: String, sheets names: [String]
  ) {
    let first = UInt32(clamping: sheets.count)
    sheets += names.map { (file, $0) }
    let isAdded: Void? = bytes.withContiguousStorageIfAvailable {
      add(UnsafeRawBufferPointer($0), first: first, count: names.count)
    }
    if isAdded == nil {
      Array(bytes).withUnsafeBytes { add($0, first: first, count: names.count) }
    }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer, first: UInt32, count: Int) {
    for start in stride(from: 0, through: bytes.count - DuplicateKey.size, by: DuplicateKey.size) {
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + DuplicateKey.size)])
      guard var key = DuplicateKey(piece), !key.isEmpty, Int(key.sheet) < count else { continue }
      key.sheet += first
      if keys.count < Self.mostRecords { keys.append(key) } else { uncompared += 1 }
    }
  }

  /// Calls `body` with every group, by the place of its first row.
  public func forEachGroup<Failure: Error>(
    _ body: (Group) throws(Failure) -> Void
  ) throws(Failure) {
    var links = DuplicateLinks(count: keys.count)
    linkNumbers(into: &links)
    linkBlocks(into: &links)
    let rank = sheetRanks()
    let order = { (key: Int) in (rank[Int(keys[key].sheet)], keys[key].row, key) }
    for group in links.groups(by: { order($0) < order($1) }) {
      let members = group.keys.map { key in
        let place = sheets[Int(keys[key].sheet)]
        return Member(file: place.file, sheet: place.sheet, row: Int(keys[key].row))
      }
      try body(
        Group(reasons: Reason.allCases.filter { group.reasons & $0.bit != 0 }, members: members))
    }
  }

  /// The places of sheets when they are put in order.
  private func sheetRanks() -> [Int] {
    var rank = Array(repeating: 0, count: sheets.count)
    let order = sheets.indices.sorted {
      (sheets[$0].file, sheets[$0].sheet, $0) < (sheets[$1].file, sheets[$1].sheet, $1)
    }
    for (place, sheet) in order.enumerated() { rank[sheet] = place }
    return rank
  }

  private func linkNumbers(into links: inout DuplicateLinks) {
    let numbered = keys.indices.filter { keys[$0].number != 0 }
    DuplicateRuns.forEach(of: numbered, by: { keys[$0].number }) { run in
      for key in run.dropFirst() { links.link(run[run.startIndex], key, .sameNumber) }
    }
  }

  private func linkBlocks(into links: inout DuplicateLinks) {
    let dated = keys.indices.filter { keys[$0].block != 0 }
    DuplicateRuns.forEach(of: dated, by: { keys[$0].block }) { block in
      linkNames(of: block, into: &links)
      for isDayAbove in [false, true] {
        let day = block.filter { keys[$0].isDayAbove == isDayAbove }
        DuplicateRuns.forEach(of: day, by: { UInt64(keys[$0].given) }) { given in
          linkFamilies(of: given, into: &links)
        }
      }
    }
  }

  private func linkNames(of block: ArraySlice<Int>, into links: inout DuplicateLinks) {
    DuplicateRuns.forEach(of: Array(block), by: { UInt64(keys[$0].name) }) { run in
      var first: [Bool: Int] = [:]
      for key in run {
        let isDayAbove = keys[key].isDayAbove
        if let other = first[isDayAbove] {
          links.link(other, key, .sameName)
        } else {
          first[isDayAbove] = key
        }
      }
      if let one = first[false], let other = first[true] { links.link(one, other, .swappedDate) }
    }
  }

  /// Links those of one birth date and given name whose other names are equal without marks, or
  /// differ by a letter.
  private func linkFamilies(of given: ArraySlice<Int>, into links: inout DuplicateLinks) {
    var firstOf: [UInt128: Int] = [:]
    for key in given.sorted() {
      if let first = firstOf[keys[key].family] {
        if keys[first].name != keys[key].name { links.link(first, key, .nearName) }
      } else {
        firstOf[keys[key].family] = key
      }
    }
    guard firstOf.count > 1 else { return }
    OneLetter.pairs(of: firstOf.keys.sorted()) { one, other in
      if let a = firstOf[one], let b = firstOf[other] { links.link(a, b, .nearName) }
    }
  }
}

extension NearDuplicates.Reason {
  /// A bit for each reason.
  var bit: UInt8 { 1 << UInt8(rank) }
}
