import SheetModel

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
      let scalars = upper.unicodeScalars.suffix(128)
      for (index, scalar) in scalars.enumerated() {
        points[256 - scalars.count + index] = UInt16(truncatingIfNeeded: scalar.value)
      }
    } else {
      pairs = []
      points = points.map {
        UInt16(truncatingIfNeeded: Windows1252.scalar(of: UInt8($0)).value)
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
}
