import Foundation
import SheetModel
import VietnameseText

/// Makes Unicode of words in the old encodings, in NFC.
struct LegacyDecoder: Sendable {
  let tables: LetterTables
  /// The UTF-8 of the letters by number, the lower-case ones first: bytes, and their count on top.
  private let forms: [UInt32]

  init(_ tables: LetterTables) {
    self.tables = tables
    forms = (VietnameseLetters.lower + VietnameseLetters.upper).map { scalar in
      var bytes: UInt32 = 0
      for byte in Array(String(scalar).utf8).reversed() { bytes = bytes << 8 | UInt32(byte) }
      return bytes | UInt32(String(scalar).utf8.count) << 24
    }
  }

  /// Appends one word in UTF-8 as it is in a candidate, its case as it stands.
  func append(
    _ token: TextToken, _ reading: TokenReading, in units: borrowing TextUnits,
    as candidate: Int, to out: inout [UInt8]
  ) {
    if candidate == EncodingCandidates.utf8, let undone = reading.undone {
      for scalar in undone.text { UTF8Text.append(scalar.value, to: &out) }
      return
    }
    let others = units.others
    units.bytes.withUnsafeBufferPointer { bytes in
      var other = token.firstOther
      append(
        bytes, token.range, others, &other, as: EncodingCandidates.all[candidate],
        case: .asItStands, lostAt: candidate == EncodingCandidates.tcvn3 ? reading.lostAt : nil,
        to: &out)
    }
  }

  /// Appends bytes in UTF-8; what the encoding does not have stays as it is.
  ///
  /// - Parameters:
  ///   - other: which of the others is the next; goes on behind those of the range.
  ///   - case: what the letters of TCVN3 become that have no case of their own.
  ///   - lostAt: where an ư was lost.
  @inline(__always)
  func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ others: [Unicode.Scalar],
    _ other: inout Int, as encoding: LegacyEncoding, case wanted: TCVN3Capitals.Kind,
    lostAt: Int? = nil, to out: inout [UInt8]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      if index == lostAt { append(Self.horn, isUpper: wanted == .capitals, to: &out) }
      let byte = bytes[index]
      if byte == 0 {
        UTF8Text.append(others[safely: other].value, to: &out)
        other &+= 1
        index &+= 1
        continue
      }
      let glyph = tables.glyph(bytes, at: index, before: range.upperBound, encoding)
      if glyph.code == 0 || glyph.code == Glyph.unused || encoding == .unicode {
        UTF8Text.append(Windows1252.scalar(of: byte).value, to: &out)
      } else {
        let isUpper =
          switch wanted {
          case .font: true
          case .capitals: glyph.letterCase != .lower
          case .title: glyph.letterCase == .upper || index == range.lowerBound
          case .asItStands: glyph.letterCase == .upper
          }
        append(glyph.code, isUpper: isUpper, to: &out)
      }
      index &+= glyph.count
    }
    if lostAt == range.upperBound { append(Self.horn, isUpper: wanted == .capitals, to: &out) }
  }

  private static let horn = VietnameseLetters.code(of: "ư")

  @inline(__always)
  private func append(_ code: UInt8, isUpper: Bool, to out: inout [UInt8]) {
    var form = forms[Int(code) &+ (isUpper ? VietnameseLetters.count : 0)]
    let count = form >> 24
    for _ in 0..<count {
      out.append(UInt8(truncatingIfNeeded: form))
      form >>= 8
    }
  }
}

extension String {
  /// The UTF-8 of the text in NFC.
  var precomposedUTF8: [UInt8] { Array(precomposedStringWithCanonicalMapping.utf8) }
}

extension Array where Element == Unicode.Scalar {
  subscript(safely index: Int) -> Unicode.Scalar {
    indices.contains(index) ? self[index] : "\u{FFFD}"
  }
}
