import Foundation
import VietnameseText

/// Any text: blanks folded, invisible signs removed, letters put together (NFC), look-alikes put right.
enum CleaningText {
  /// A text on its way through the rules, with what each of them changed.
  struct Draft {
    /// One change: the rule with the text before and after it.
    typealias Step = (rule: CleaningRule, before: String, after: String)

    private(set) var text: String
    private(set) var steps: [Step] = []

    init(_ text: String) { self.text = text }

    /// Takes what a rule made of the text; bytes are compared, for `==` takes NFD for NFC.
    mutating func take(_ after: String, by rule: CleaningRule) {
      guard !after.utf8.elementsEqual(text.utf8) else { return }
      steps.append((rule, text, after))
      text = after
    }
  }

  /// The text with its blanks and letters in order.
  static func cleaned(_ text: String) -> Draft {
    var draft = Draft(text)
    guard !isPlain(text) else { return draft }
    draft.take(UTF8Text.singleSpaced(text), by: .blanks)
    let hasMarks = draft.text.unicodeScalars.contains { UTF8Text.isMark($0.value) }
    if hasMarks { draft.take(draft.text.precomposedStringWithCanonicalMapping, by: .unicodeForm) }
    draft.take(CleaningLetters.cleaned(draft.text), by: .lookAlikes)
    return draft
  }

  /// Whether a text is for sure in order: a look at its bytes.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      guard let first = utf8.first, let last = utf8.last else { return true }
      guard first != 0x20, last != 0x20 else { return false }
      var previous: UInt8 = 0
      for byte in utf8 {
        switch byte {
        case 0x20 where previous == 0x20: return false
        case 0x20..<0x7F: break
        // Controls, NBSP and the soft hyphen; combining marks; blanks and signs of U+1680 on.
        case 0..<0x20, 0x7F, 0xC2, 0xCC, 0xCD, 0xE2, 0xE3, 0xEF: return false
        case 0x9A where previous == 0xE1: return false
        // Letters that only look Vietnamese: eth and the like; other scripts.
        case 0x90 where previous == 0xC3, 0xB0 where previous == 0xC3: return false
        case 0x89 where previous == 0xC6, 0xB1 where previous == 0xC4: return false
        case 0xB4 where previous == 0xE1, 0xBD...0xBF where previous == 0xE1: return false
        case 0xC9, 0xCA, 0xCE...0xD4, 0xEA, 0xF0: return false
        default: break
        }
        previous = byte
      }
      return true
    }
  }
}
