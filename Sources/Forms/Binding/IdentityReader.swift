import FormModel
import Indicators
import SheetModel
import Tables
import VietnameseText

/// A statement about identity as it stands in a sheet, before units are looked up by date.
struct RawClaim {
  /// The piece of identity and what is stated.
  enum Content {
    case form(String)
    case unit(code: String?, name: String)
    case period(ReportingPeriod?)
    /// The office that the paper is of, which says no more than whose form it cannot be.
    case letterhead(String)
  }

  var content: Content
  var text: String
  var source: IdentityClaim.Source
  var address: CellAddress?
}

/// Reads the block above a table: who reports, for which period, on which form.
struct IdentityReader {
  let index: LibraryIndex
  let scan: SheetScan

  /// The statements in the lines above the table, top down.
  func claims(above top: Int) -> [RawClaim] {
    let titles = TitleLines(above: top, of: scan, parting: .atLineFeeds)
    var claims: [RawClaim] = []
    for statement in titles.statements { read(statement, of: titles, into: &claims) }
    return claims + letterheads(titles)
  }

  /// The offices in the lines above the table, but for those that are the values of labels.
  private func letterheads(_ titles: TitleLines) -> [RawClaim] {
    let offices = titles.statements.filter { FormFurniture.isOffice($0.key) }
    if offices.isEmpty { return [] }
    var values: Set<CellAddress> = []
    for statement in titles.statements where FormFurniture.isStatement(statement.key) {
      // Whatever the label asks for, its value is in its own cell or in the next.
      let own = FormFurniture.label(of: statement.key).flatMap {
        titles.value(of: statement, behind: $0)
      }
      let value = own ?? titles.value(of: statement, behind: statement.key)
      if let place = value?.address { values.insert(place) }
    }
    return offices.compactMap { statement in
      let address = scan.address(statement.cell, inLine: statement.line)
      if values.contains(address) { return nil }
      return RawClaim(
        content: .letterhead(statement.text), text: statement.text, source: .header,
        address: address)
    }
  }

  private func read(
    _ statement: TitleLines.Statement, of titles: TitleLines, into claims: inout [RawClaim]
  ) {
    let (text, key) = (statement.text, statement.key)
    let address = scan.address(statement.cell, inLine: statement.line)
    if let label = FormFurniture.unitLabel(of: key) {
      if let found = titles.value(of: statement, behind: label),
        let unit = Self.unit(in: found.text)
      {
        claims.append(
          RawClaim(
            content: unit, text: found.text, source: .header, address: found.address ?? address))
      }
      return
    }
    func periodClaim(behind label: LabelKey) -> RawClaim? {
      titles.value(of: statement, behind: label).map { found in
        RawClaim(
          content: .period(PeriodText.period(in: LabelKey(found.text), isLabelled: true)),
          text: found.text, source: .header, address: found.address ?? address)
      }
    }
    if let label = FormFurniture.periodLabel(of: key) {
      if let claim = periodClaim(behind: label) { claims.append(claim) }
      return
    }
    for form in index.forms where names(key, form) {
      claims.append(
        RawClaim(
          content: .form(form.definition.id), text: text,
          source: key == form.symbol || key.hasPrefix(Self.symbolWord) ? .header : .title,
          address: address))
    }
    if FormFurniture.namesOtherYear(key) { return }
    if key == Self.yearLabel, let claim = periodClaim(behind: key) {
      if case .period(.some) = claim.content { claims.append(claim) }
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
      || code.utf8.count == 5 && key.bytes.starts(with: code.utf8)
    guard isStated else { return .unit(code: nil, name: text) }
    let name = text.prefix { $0 != "(" && $0 != "-" && $0 != "–" && !$0.isNumber }
    let bare = UTF8Text.trimmed(String(name))
    if bare.isEmpty, key.bytes.starts(with: code.utf8), let range = text.firstRange(of: code) {
      // `03424 - Xã Bản Bo`
      let rest = text[range.upperBound...].drop { !$0.isLetter }
      return .unit(code: code, name: UTF8Text.trimmed(String(rest)))
    }
    return .unit(code: code, name: LabelKey(bare) == codeWord ? "" : bare)
  }

  private static let codeWord = LabelKey("mã")
  private static let symbolWord = LabelKey("biểu")
  private static let yearLabel = LabelKey("năm")
}
