import Text

/// What two labels have in common when people take them for the same.
///
/// Texts are compared by one folding in three strengths, each of which begins where the one before
/// it ends; a code has its own (`CodeKey`), and a text that must agree to the byte is a `TextKey`.
///
/// | key | folds away | for |
/// | --- | --- | --- |
/// | `LabelKey` | how a label is typed: capitals, blanks, place of the tone | labels of forms |
/// | `LooseKey` | also i and y, all blanks and punctuation | names of units, old layouts, lists |
/// | `PlainName` | also tones and shapes of letters | names typed without marks |
///
/// Folded away: capitals, Unicode forms (NFC, NFD, CP1258's mix), the place of the tone (hoà and
/// hòa, thuý and thúy), kinds and numbers of blanks, zero-width characters, soft hyphens, blanks
/// beside punctuation, kinds of dashes and quotes, punctuation at both ends, and signs that look like
/// Latin ones (`LookAlikes`: Ð for Đ, Cyrillic а for a). Kept apart: d and đ, i and y, and everything
/// else. A key is for comparing, never for showing.
public struct LabelKey: Hashable, Sendable {
  /// UTF-8 of lower-case letters with their shape; the tone of a syllable is a byte at its end.
  @usableFromInline package let bytes: [UInt8]
  /// Of the bytes, for keys are looked up far more often than they are made.
  @usableFromInline let fingerprint: UInt64

  /// The key of a label.
  @inlinable public init(_ text: some StringProtocol) {
    var text = String(text)
    self = text.withUTF8 { LabelKey(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// The key of a label's UTF-8; bytes that are no UTF-8 count as blanks.
  @usableFromInline package init(utf8: UnsafeRawBufferPointer) {
    var folding = LabelFolding(capacity: utf8.count)
    folding.fold(utf8)
    self.init(bytes: folding.finished())
  }

  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    fingerprint = FNV1a.of(self.bytes)
  }

  /// A number of the key, the same in every run, for tables of many keys; equal keys have equal ones,
  /// others hardly ever.
  package var number: UInt64 { fingerprint }

  /// Equal bytes.
  @inlinable public static func == (a: LabelKey, b: LabelKey) -> Bool {
    a.fingerprint == b.fingerprint && a.bytes == b.bytes
  }

  /// Hashes the fingerprint.
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// Whether nothing but blanks and punctuation was there.
  @inlinable public var isEmpty: Bool { bytes.isEmpty }

  /// Whether the label begins with another one.
  public func hasPrefix(_ other: LabelKey) -> Bool { bytes.starts(with: other.bytes) }

  /// The label with no blanks left: for what is written with and without them, such as `1 / 1.000`.
  package var withoutBlanks: LabelKey { LabelKey(bytes: bytes.lazy.filter { $0 != 0x20 }) }

  /// Where another label stands in this one as whole words; nil when it does not.
  package func wordRange(of other: LabelKey) -> Range<Int>? {
    let needle = other.bytes
    guard !needle.isEmpty, needle.count <= bytes.count else { return nil }
    for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] {
      let end = start + needle.count
      if isBoundary(start), isBoundary(end), bytes[start..<end].elementsEqual(needle) {
        return start..<end
      }
    }
    return nil
  }

  /// Whether another label stands in this one as whole words.
  public func containsWords(_ other: LabelKey) -> Bool { wordRange(of: other) != nil }

  private func isBoundary(_ index: Int) -> Bool {
    index == 0 || index == bytes.count || !Self.isWord(bytes[index - 1])
      || !Self.isWord(bytes[index])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte < 0x08 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// The running state of folding one label.
private struct LabelFolding {
  private var out: [UInt8] = []
  private var tone: UInt8 = 0
  private var lastLetter: UInt32 = 0
  private var lastStart = 0
  private var hasBlank = false

  init(capacity: Int) { out.reserveCapacity(capacity + 4) }

  mutating func fold(_ utf8: UnsafeRawBufferPointer) {
    var index = 0
    while index < utf8.count {
      let byte = utf8[index]
      if byte < 0x80 {
        index += 1
        take(UInt32(byte))
      } else {
        take(UTF8Text.scalar(in: utf8, at: &index))
      }
    }
  }

  mutating func finished() -> [UInt8] {
    endSyllable()
    while let last = out.last, LabelPunctuation.isCut(last) { out.removeLast() }
    return out
  }

  private mutating func take(_ scalar: UInt32) {
    let (base, letterTone) = VietnameseLetters.parts(scalar)
    if base != 0 {
      if hasBlank { blank(before: 0) }
      lastStart = out.count
      lastLetter = base
      UTF8Text.append(base, to: &out)
      if letterTone != 0 { tone = letterTone }
      return
    }
    if UTF8Text.isMark(scalar) { return mark(scalar) }
    switch LabelPunctuation.folded(scalar) {
    case .nothing: return
    case .blank:
      endSyllable()
      hasBlank = true
    case .ascii(let byte):
      endSyllable()
      if out.isEmpty, LabelPunctuation.isCut(byte) { return }
      if hasBlank { blank(before: byte) }
      out.append(byte)
    case .other:
      // What is read is a Latin letter, a digit or a sign, and none of these comes here again.
      if let read = LookAlikes.read(scalar) {
        for scalar in read { take(scalar) }
        return
      }
      endSyllable()
      if hasBlank { blank(before: 0) }
      UTF8Text.appendLowercase(scalar, to: &out)
    }
  }

  /// A combining mark: a tone of the syllable, or a shape of the last letter.
  private mutating func mark(_ scalar: UInt32) {
    let markTone = VietnameseLetters.tone(ofMark: scalar)
    if markTone != 0 {
      tone = markTone
      return
    }
    let shaped = VietnameseLetters.shaped(lastLetter, mark: scalar)
    guard shaped != 0, lastStart < out.count else { return }
    out.removeSubrange(lastStart...)
    lastLetter = shaped
    UTF8Text.append(shaped, to: &out)
  }

  private mutating func endSyllable() {
    if tone != 0, lastLetter != 0 { out.append(tone) }
    tone = 0
    lastLetter = 0
  }

  /// One blank between words; none at the start or beside punctuation.
  private mutating func blank(before next: UInt8) {
    hasBlank = false
    guard let last = out.last, !LabelPunctuation.isPunctuation(last),
      !LabelPunctuation.isPunctuation(next)
    else { return }
    out.append(0x20)
  }
}
