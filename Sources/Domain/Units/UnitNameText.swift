import Indicators
import VietnameseText

/// What a text says of a unit: codes, the unit's own name with its rank, and the units above it.
package struct UnitNameText {
  /// A name as far as it tells units apart, and the rank before it.
  package struct Name: Hashable {
    /// The rank as the unit table spells it, such as `thị trấn`; nil where the text has none.
    var rank: LabelKey?
    /// The name without rank, blanks and punctuation, i and y folded.
    var bare: [UInt8]
    /// The same with the rank's word left where it is: `Phường Đúc` may be a whole name.
    var whole: [UInt8]
  }

  /// The codes, as they are written.
  package private(set) var codes: [String] = []
  /// The unit's own name first, then those of the units above it.
  package private(set) var names: [Name] = []

  /// The longest text that may be a unit's name, with the units above it: the time to read one grows
  /// faster than its length, and a cell may hold a million bytes.
  static let mostBytes = 300

  /// Takes a text apart at commas, brackets, dashes between blanks and the words for ranks above.
  ///
  /// `03424`, `3424`, `mã 03424` and `Mã số: 03424` are codes; `03424 - Xã Bản Bo` has both. A text
  /// of more than `mostBytes` names no unit.
  package init(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.mostBytes else { return }
    for piece in Self.pieces(of: String(text)) {
      let key = LabelKey(piece)
      if key.isEmpty { continue }
      if let (code, rest) = Self.code(in: key) {
        codes.append(code)
        if !rest.isEmpty { append(rest) }
      } else {
        append(key)
      }
    }
  }

  /// The name of a unit from the table, whose rank is known.
  package static func name(_ text: String, level: String) -> Name {
    name(LabelKey(text), rank: LabelKey(level))
  }

  /// The same from the keys of both.
  static func name(_ key: LabelKey, rank: LabelKey) -> Name {
    if key.bytes.count > rank.bytes.count + 1, key.hasPrefix(rank),
      isSeparator(key.bytes[rank.bytes.count])
    {
      let bare = bare(key.bytes[(rank.bytes.count + 1)...])
      return Name(rank: rank, bare: bare, whole: self.bare(key.bytes[...]))
    }
    return name(key)
  }

  // MARK: Pieces

  private static func pieces(of text: String) -> [Substring] {
    text.split { ",;()[]/\n".contains($0) }.flatMap { part -> [Substring] in
      var pieces: [Substring] = []
      var start = part.startIndex
      var index = part.startIndex
      while index < part.endIndex {
        let after = part.index(after: index)
        let isSpaced =
          index > part.startIndex && part[part.index(before: index)].isWhitespace
          && after < part.endIndex && part[after].isWhitespace
        if "–—-".contains(part[index]), isSpaced || part[index] != "-" {
          pieces.append(part[start..<index])
          start = after
        }
        index = after
      }
      pieces.append(part[start...])
      return pieces
    }
  }

  private mutating func append(_ key: LabelKey) {
    var rest = LabelKey(bytes: Self.withoutOffice(key.bytes[...]))
    var above: [LabelKey] = []
    // `xã Bản Bo huyện Tam Đường`: no comma parts what ranks do.
    while let cut = Self.lastRank(in: rest) {
      above.insert(LabelKey(bytes: rest.bytes[(cut + 1)...]), at: 0)
      rest = LabelKey(bytes: rest.bytes[..<cut])
    }
    names += ([rest] + above).map(Self.name).filter { !$0.whole.isEmpty }
  }

  /// Where a word for a rank above stands inside a text: the index of the blank before it.
  private static func lastRank(in key: LabelKey) -> Int? {
    var found: Int?
    for word in ranksAbove {
      var start = 0
      while start < key.bytes.count {
        let rest = LabelKey(bytes: key.bytes[start...])
        guard let range = rest.wordRange(of: word) else { break }
        let place = start + range.lowerBound
        // Behind a rank of its own (`thị xã`, `thành phố`) the word is a part of that one.
        if place > 0, key.bytes[place - 1] == 0x20, start + range.upperBound < key.bytes.count,
          name(LabelKey(bytes: key.bytes[..<(place - 1)])).bare.isEmpty == false
        {
          found = max(found ?? 0, place - 1)
        }
        start = place + word.bytes.count
      }
    }
    return found
  }

  /// The code that a text is, or begins or ends with, and what is left of it.
  private static func code(in key: LabelKey) -> (code: String, rest: LabelKey)? {
    var bytes = key.bytes[...]
    for word in codeWords where bytes.starts(with: word.bytes) {
      let behind = bytes.dropFirst(word.bytes.count)
      guard let first = behind.first, isSeparator(first) || isDigit(first) else { continue }
      bytes = behind.drop { isSeparator($0) }
      break
    }
    let digits = bytes.prefix { isDigit($0) }
    if (1...5).contains(digits.count), digits.count == bytes.count {
      return (String(decoding: digits, as: UTF8.self), LabelKey(bytes: []))
    }
    // Wards have numbers, but none of five digits.
    let behind = bytes.dropFirst(digits.count)
    if digits.count == 5, let first = behind.first, !isDigit(first) {
      return (
        String(decoding: digits, as: UTF8.self), LabelKey(bytes: LabelPunctuation.cut(behind))
      )
    }
    let tail = bytes.reversed().prefix { isDigit($0) }
    if tail.count == 5, bytes.dropLast(5).last == 0x20 || bytes.dropLast(5).last == 0x2D {
      let code = String(decoding: bytes.suffix(5), as: UTF8.self)
      return (code, LabelKey(bytes: LabelPunctuation.cut(bytes.dropLast(5))))
    }
    return nil
  }

  // MARK: Names

  private static func name(_ key: LabelKey) -> Name {
    let rest = withoutOffice(key.bytes[...])
    let whole = bare(rest)
    for (word, rank) in ranks where rest.starts(with: word.bytes) {
      let behind = rest.dropFirst(word.bytes.count)
      guard let first = behind.first else { return Name(rank: rank, bare: [], whole: whole) }
      if isSeparator(first), behind.count > 1 {
        return Name(rank: rank, bare: bare(behind.dropFirst()), whole: whole)
      }
      if isDigit(first) { return Name(rank: rank, bare: bare(behind), whole: whole) }
    }
    return Name(rank: nil, bare: whole, whole: whole)
  }

  private static func withoutOffice(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for office in offices where bytes.starts(with: office.bytes) {
      let behind = bytes.dropFirst(office.bytes.count)
      if let first = behind.first, isSeparator(first) { return behind.dropFirst() }
    }
    return bytes
  }

  /// What tells names apart: no blanks, no punctuation, i for y, `Phường 01` as `Phường 1`.
  private static func bare(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let loose = LooseKey(labelBytes: bytes).bytes
    guard loose.count > 1, loose.allSatisfy(isDigit) else { return loose }
    let digits = Array(loose.drop { $0 == 0x30 })
    return digits.isEmpty ? loose : digits
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "-")
  }

  private static let offices = ["Ủy ban nhân dân", "UBND", "HĐND"].map { LabelKey($0) }

  private static let codeWords = [
    "mã số đơn vị hành chính", "mã đơn vị hành chính", "mã số đvhc", "mã đvhc", "mã đơn vị",
    "mã số", "mã",
  ].map { LabelKey($0) }

  /// What may follow a unit's name without a comma.
  private static let ranksAbove = [
    "huyện", "thị xã", "thành phố", "tỉnh", "quận", "tp", "tx",
  ].map { LabelKey($0) }

  /// The words for ranks, longer ones first.
  package static let rankWords = [
    "thị trấn", "thị xã", "thành phố", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã",
  ]

  /// Longer words first: `thị trấn` before `t`.
  private static let ranks: [(word: LabelKey, rank: LabelKey)] =
    (rankWords.map { ($0, $0) } + [
      ("t.t", "thị trấn"), ("t.p", "thành phố"), ("t.x", "thị xã"), ("tt", "thị trấn"),
      ("tp", "thành phố"), ("tx", "thị xã"), ("đk", "đặc khu"), ("p", "phường"), ("x", "xã"),
      ("h", "huyện"), ("q", "quận"), ("t", "tỉnh"),
    ]).map { (LabelKey($0.0), LabelKey($0.1)) }
}
