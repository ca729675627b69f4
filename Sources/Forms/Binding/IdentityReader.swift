import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// A statement about identity as it stands in a sheet, before units are looked up by date.
package struct RawClaim {
  /// The piece of identity and what is stated.
  enum Content {
    case form(String)
    case unit(code: String?, name: String)
    case period(ReportingPeriod?)
  }

  var content: Content
  var text: String
  var source: IdentityClaim.Source
  var address: CellAddress?
}

/// Reads the block above a table: who reports, for which period, on which form.
package struct IdentityReader {
  let index: LibraryIndex
  let scan: SheetScan

  /// The statements in the lines above the table, top down.
  func claims(above top: Int) -> [RawClaim] {
    var claims: [RawClaim] = []
    for line in scan.grid.lines.indices.prefix(min(max(0, top), 60)) {
      for cell in scan.grid.lines[line].cells where scan.grid.cells[cell].kind == .text {
        let address = scan.address(cell, inLine: line)
        // Several statements may share a cell, one a line.
        let text = scan.grid.typed(cell)
        if text.utf8.contains(0x0A) {
          for part in text.split(whereSeparator: \.isNewline) {
            read(String(part), LabelKey(part), at: address, cell, line, into: &claims)
          }
        } else if let key = scan.key(cell) {
          read(text, key, at: address, cell, line, into: &claims)
        }
      }
    }
    return claims
  }

  private func read(
    _ text: String, _ key: LabelKey, at address: CellAddress, _ cell: Int, _ line: Int,
    into claims: inout [RawClaim]
  ) {
    if let label = Self.unitLabels.first(where: { key.hasPrefix($0) }) {
      let found = value(of: text, labelled: label, key, beside: cell, line)
      if let found, let unit = Self.unit(in: found.text) {
        claims.append(
          RawClaim(
            content: unit, text: found.text, source: .header, address: found.address ?? address))
      }
      return
    }
    if let label = Self.periodLabels.first(where: { key.hasPrefix($0) }) {
      guard let found = value(of: text, labelled: label, key, beside: cell, line) else { return }
      let period = PeriodText.period(in: LabelKey(found.text), isLabelled: true)
      claims.append(
        RawClaim(
          content: .period(period), text: found.text, source: .header,
          address: found.address ?? address))
      return
    }
    for form in index.forms where names(key, form) {
      claims.append(
        RawClaim(
          content: .form(form.definition.id), text: text,
          source: key == form.symbol || key.hasPrefix(Self.symbolWord) ? .header : .title,
          address: address))
    }
    if Self.foreign.contains(where: { key.containsWords($0) }) { return }
    if key == Self.yearLabel, let found = value(of: text, labelled: key, key, beside: cell, line) {
      if let period = PeriodText.period(in: LabelKey(found.text), isLabelled: true) {
        claims.append(
          RawClaim(
            content: .period(period), text: found.text, source: .header,
            address: found.address ?? address))
      }
    } else if let period = PeriodText.period(in: key, isLabelled: false) {
      claims.append(
        RawClaim(content: .period(period), text: text, source: .title, address: address))
    }
  }

  /// Whether a text is a form's symbol or title, the title perhaps with a period behind it.
  private func names(_ key: LabelKey, _ form: FormIndex) -> Bool {
    if key == form.symbol || key == form.title { return true }
    if key.hasPrefix(Self.symbolWord), key.bytes.count < 80,
      key.containsWords(form.symbolNumber)
    {
      return true
    }
    guard key.hasPrefix(form.title), !form.title.isEmpty,
      key.wordRange(of: form.title)?.lowerBound == 0
    else { return false }
    let rest = LabelKey(bytes: key.bytes.dropFirst(form.title.bytes.count).drop { $0 == 0x20 })
    return PeriodText.period(in: rest, isLabelled: true) != nil
  }

  /// What stands behind a label: in its own cell, else in the next cell, else in the cell below.
  private func value(
    of text: String, labelled label: LabelKey, _ key: LabelKey, beside cell: Int, _ line: Int
  ) -> (text: String, address: CellAddress?)? {
    if key.bytes.count > label.bytes.count {
      let own =
        text.firstIndex(of: ":").map { text[text.index(after: $0)...] }
        ?? Self.words(of: text, behind: label)
      let value = UTF8Text.trimmed(String(own))
      return LabelKey(value).isEmpty ? nil : (value, nil)
    }
    let grid = scan.grid
    let next = cell + 1
    if next < grid.lines[line].cells.upperBound, isValue(next) {
      return (grid.typed(next), scan.address(next, inLine: line))
    }
    guard line + 1 < grid.lines.count,
      let below = grid.cell(inLine: line + 1, column: grid.cells[cell].column), isValue(below)
    else { return nil }
    return (grid.typed(below), scan.address(below, inLine: line + 1))
  }

  /// Whether a cell can be the value of a label: not a label itself, and not dots to be filled.
  private func isValue(_ cell: Int) -> Bool {
    guard let key = scan.key(cell) else { return scan.grid.cells[cell].kind == .number }
    return !key.isEmpty
      && !(Self.unitLabels + Self.periodLabels + Self.otherLabels).contains { key.hasPrefix($0) }
  }

  /// The words of a text behind as many words as a label has.
  private static func words(of text: String, behind label: LabelKey) -> Substring {
    let count = label.bytes.count { $0 == 0x20 } + 1
    let words = text.split(maxSplits: count, whereSeparator: \.isWhitespace)
    return words.count > count ? words[count] : ""
  }

  /// `Xã Bản Bo (mã 03424)`, `03424`, `Xã Bản Bo - mã số: 03424`: a code of 2 to 5 digits, a name.
  static func unit(in text: String) -> RawClaim.Content? {
    var digits: [String] = []
    var current = ""
    for scalar in text.unicodeScalars {
      if (0x30...0x39).contains(scalar.value) {
        current.unicodeScalars.append(scalar)
      } else {
        if !current.isEmpty { digits.append(current) }
        current = ""
      }
    }
    if !current.isEmpty { digits.append(current) }
    let code = digits.last { (2...5).contains($0.utf8.count) }
    guard let code else {
      return LabelKey(text).isEmpty ? nil : .unit(code: nil, name: text)
    }
    let key = LabelKey(text)
    let isStated =
      key.containsWords(codeWord) || text.contains("(") || key.bytes.count == code.utf8.count
    guard isStated else { return .unit(code: nil, name: text) }
    let name = text.prefix { $0 != "(" && $0 != "-" && $0 != "–" && !$0.isNumber }
    let bare = UTF8Text.trimmed(String(name))
    return .unit(code: code, name: LabelKey(bare) == codeWord ? "" : bare)
  }

  private static let codeWord = LabelKey("mã")
  private static let symbolWord = LabelKey("biểu")
  private static let yearLabel = LabelKey("năm")
  private static let unitLabels = [
    "Đơn vị báo cáo", "Tên đơn vị báo cáo", "Đơn vị lập báo cáo", "Đơn vị gửi báo cáo",
    "Địa bàn báo cáo", "Tên đơn vị",
  ].map { LabelKey($0) }
  private static let periodLabels = ["Kỳ báo cáo", "Kỳ số liệu", "Năm báo cáo"].map {
    LabelKey($0)
  }
  private static let otherLabels = [
    "Đơn vị nhận", "Đơn vị tính", "Ngày nhận", "Biểu số", "Ban hành",
  ].map { LabelKey($0) }
  /// Texts that name a year which is not the period's.
  package static let foreign = [
    "ban hành", "thông tư", "quyết định", "nghị quyết", "nghị định", "kế hoạch", "luật",
    "giai đoạn",
    "ngày nhận", "năm học", "kèm theo",
  ].map { LabelKey($0) }
}
