/// A code as officers write it: exact without blanks, and folded for case and lost zeros; look-alikes
/// are what they are read as in both.
package struct CodeKey {
  /// The code without any blanks.
  package let exact: LabelKey
  /// In lower case and without leading zeros: `0301.MS` and `301 .ms` are `301.ms`.
  package var folded: LabelKey {
    let key = exact.bytes.withUnsafeBytes { LabelKey(utf8: $0) }
    return LabelKey(bytes: key.bytes.drop { $0 == 0x30 })
  }

  /// The key of a text; nil for a text that cannot be a code (too long, no digit, other signs).
  package init?(_ utf8: UnsafeRawBufferPointer) {
    guard utf8.count <= 64 else { return nil }
    var exact: [UInt8] = []
    var hasDigit = false
    var index = 0
    while index < utf8.count {
      let scalar = UTF8Text.scalar(in: utf8, at: &index)
      switch scalar {
      case 0x30...0x39: hasDigit = true
      case 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F, 0x110, 0x111: break
      default:
        if UTF8Text.isBlank(scalar) || UTF8Text.isInvisible(scalar) { continue }
        guard let read = LookAlikes.read(scalar), read.allSatisfy(Self.isSign) else { return nil }
        for sign in read {
          if (0x30...0x39).contains(sign) { hasDigit = true }
          UTF8Text.append(sign, to: &exact)
        }
        continue
      }
      UTF8Text.append(scalar, to: &exact)
    }
    guard hasDigit, exact.count <= 24 else { return nil }
    self.exact = LabelKey(bytes: exact)
  }

  /// Whether a look-alike is read as a sign of codes.
  private static func isSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A, 0x2E, 0x2D, 0x5F, 0x111: true
    default: false
    }
  }

  /// The key of a text, by the same rules.
  package init?(_ text: String) {
    var text = text
    guard let key = text.withUTF8({ CodeKey(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = key
  }
}
