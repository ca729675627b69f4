import Text

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
    hasher.combine(FNV1a.of(text.utf8))
  }
}
