/// How the bytes of BIFF5 texts are characters ([MS-XLS] 2.4.52 and its ids).
struct CodePage: Sendable {
  /// The code points of the 256 bytes.
  private let points: [UInt16]
  /// The code points of pairs of bytes in East Asian pages, by the first byte from 0x80 on and the
  /// second; empty for other pages.
  private let pairs: [UInt16]

  /// Western European: what is taken where a file names none, or one that is not known.
  static let western = CodePage(1252)

  /// A code page by its number; an unknown one is read as windows-1252, of which no byte is lost.
  init(_ number: Int) {
    let page: Int
    switch number {
    case 0x8000: page = 10_000
    case 0x8001: page = 1252
    default: page = number
    }
    var points = (0..<256).map { UInt16($0) }
    if let eastAsian = EastAsianPage(page) {
      points = eastAsian.points
      pairs = eastAsian.pairs
    } else if let upper = CodePageTables.upperHalf(of: page)?.description {
      pairs = []
      for (index, scalar) in upper.unicodeScalars.enumerated() where index < 128 {
        points[128 + index] = UInt16(truncatingIfNeeded: scalar.value)
      }
    } else {
      pairs = []
      // Where 1252 differs from Latin 1; its five free bytes are control characters.
      for (index, point) in Self.western80.enumerated() where point != 0 {
        points[0x80 + index] = point
      }
    }
    self.points = points
  }

  /// Appends bytes of the page as UTF-8.
  func append(_ raw: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    if TextBytes.isASCII(raw) { return bytes.append(contentsOf: raw) }
    guard !pairs.isEmpty else {
      for byte in raw { TextBytes.append(UInt32(points[Int(byte)]), to: &bytes) }
      return
    }
    var at = 0
    while at < raw.count {
      let first = Int(raw[at])
      at += 1
      if first >= 0x80, at < raw.count {
        let pair = pairs[(first - 0x80) << 8 | Int(raw[at])]
        if pair != 0 {
          TextBytes.append(UInt32(pair), to: &bytes)
          at += 1
          continue
        }
      }
      TextBytes.append(UInt32(points[first]), to: &bytes)
    }
  }

  /// 0x80 to 0x9F of windows-1252; 0 is a free byte.
  private static let western80: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
