/// A text by its bytes: as a key far cheaper than a `String`, which folds Unicode forms.
package struct TextKey: Hashable, Sendable {
  /// The text.
  package let text: String

  /// The key of a text.
  package init(_ text: String) { self.text = text }

  /// Equal bytes.
  package static func == (a: TextKey, b: TextKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// Hashes the bytes.
  package func hash(into hasher: inout Hasher) {
    var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hasher.combine(fingerprint)
  }
}
