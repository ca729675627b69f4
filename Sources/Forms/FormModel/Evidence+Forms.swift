import Indicators
import SheetModel
import VietnameseText

extension ExactDecimal: NeutralFact {}
extension ReportingPeriod: NeutralFact {}
extension IndicatorID: NeutralFact {}

/// What a message may repeat of the cells of a form; of a register it is nothing but error values.
extension Evidence {
  /// A cell of figures of a matrix form: a number as it is, else what `init(figure:)` shows.
  ///
  /// A day in such a cell is as often the birthday in a row that slipped, so it is withheld.
  public init(_ cell: BoundCell) {
    switch cell.reading.issue {
    case .dateForNumber: self = .withheld(cell.typed)
    case .errorValue: self.init(error: cell.typed)
    default:
      guard let number = ExactDecimal(cell.typed) else {
        self.init(figure: cell.typed)
        return
      }
      if cell.reading.base == .percent, let value = cell.reading.value {
        self = "\(value) %"
      } else if cell.typed.hasPrefix("0"), number.isWhole, !number.isZero {
        self.init(figure: cell.typed)
      } else {
        self = "\(number)"
      }
    }
  }

  /// A field of a register: an error value such as `#REF!` and nothing else, whatever its column is,
  /// for in a row that slipped by a column a name stands where a sex belongs.
  public init(signOf field: RegisterField) {
    guard field.value == .errorValue else {
      self = .none
      return
    }
    self.init(error: field.typed)
  }

  /// What stands in a place that does not fit a form; nothing where the form is a register.
  public init(_ misfit: Misfit, of definition: FormDefinition) {
    guard definition.register == nil else {
      self = .none
      return
    }
    switch misfit.kind {
    case .textOutsideForm, .areaOutsideForm, .closedCellFilled, .shownAtOtherScale:
      self.init(figure: misfit.text)
    case .unitOfOtherBase:
      self = MeasureScale(unit: misfit.text).map { "\($0)" } ?? Evidence(figure: misfit.text)
    case .unknownCode, .labelOfOtherRow, .duplicateRow: self.init(code: misfit.text)
    case .ambiguousColumn, .missingCode, .missingRow, .missingColumn:
      // The binder puts the label of the form there.
      self = .name(misfit.text, of: .template)
    }
  }

  /// A text in the place of a unit, as far as it names units: codes, and names of up to four words
  /// behind a rank (`Xã Bản Bo, huyện Tam Đường (mã 03424)`).
  public init(unit text: String) {
    let pieces = text.split { ",;()–\n".contains($0) }.flatMap { $0.split(separator: " - ") }
    let isUnit = pieces.allSatisfy { piece in
      var words = LabelKey(piece).bytes.split(separator: 0x20).map { LabelKey(bytes: $0) }
      words.removeAll { word in
        word.bytes.count <= 5 && word.bytes.allSatisfy { (0x30...0x39).contains($0) }
      }
      if words.allSatisfy(UnitWords.aboutCodes.contains) { return true }
      let name = LabelKey(bytes: words.map(\.bytes).joined(separator: [0x20]))
      return UnitWords.ranks.contains { rank in
        guard name.hasPrefix(rank) else { return false }
        let rest = name.bytes.dropFirst(rank.bytes.count)
        return rest.first == 0x20 && rest.split(separator: 0x20).count <= 4
      }
    }
    let isShort = text.unicodeScalars.count <= 120 && text.utf8.contains { $0 > 0x20 }
    self = isUnit && isShort ? .name(text, of: .unit) : .withheld(text)
  }

  /// What a statement about identity says, as far as it says nothing else; what it was read as where
  /// the text says more, such as a title with a name and a year.
  public init(_ claim: IdentityClaim) {
    switch claim.source {
    case .caller, .sheetName:
      self = .name(claim.text, of: .sheet)
      return
    case .properties, .hiddenSheet, .header, .title: break
    }
    let shown: Evidence
    switch claim.field {
    case .unit: shown = Evidence(unit: claim.text)
    case .period: shown = Self.words(claim.text, of: IdentityWords.period)
    case .form: shown = Self.words(claim.text, of: IdentityWords.form)
    case .set, .version: shown = Evidence(code: claim.text)
    }
    self = shown.withheld == nil ? shown : Evidence(valueOf: claim, else: shown)
  }

  /// The canonical value of a statement; `other` where it has none.
  public init(valueOf claim: IdentityClaim, else other: Evidence) {
    if claim.field == .period, let period = ReportingPeriod(claim.value) {
      self = "\(period)"
      return
    }
    let code =
      claim.field == .unit ? Evidence(unit: claim.value) : Evidence(code: claim.value)
    self = code.withheld == nil && !code.isEmpty ? code : other
  }

  /// A text of known words and of short numbers that are no single day.
  private static func words(_ text: String, of known: Set<LabelKey>) -> Evidence {
    let words = LabelKey(text).bytes.split { $0 == 0x20 || $0 == UInt8(ascii: "/") }
    let areKnown = words.allSatisfy { word in
      known.contains(LabelKey(bytes: word))
        || (word.count <= 6 && word.contains { (0x30...0x39).contains($0) })
    }
    return areKnown && words.count <= 16 && !isDay(text)
      ? .name(text, of: .template) : .withheld(text)
  }
}

private enum UnitWords {
  static let aboutCodes: Set<LabelKey> = Set(["mã", "mã số", "số"].map { LabelKey($0) })
  static let ranks = [
    "xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tp", "tx", "tt",
    "tỉnh", "ubnd xã", "ubnd phường", "ubnd thị trấn", "ubnd huyện", "ubnd quận", "ubnd tỉnh",
    "ubnd thành phố", "ủy ban nhân dân xã", "ủy ban nhân dân phường", "ủy ban nhân dân huyện",
    "ủy ban nhân dân tỉnh",
  ].map { LabelKey($0) }
}

private enum IdentityWords {
  static let period = keys(
    "năm quý kỳ kì tháng đầu cuối báo cáo từ đến ngày cả nửa i ii iii iv sáu chín ba một hai bốn")
  static let form = keys("biểu số mẫu te ds")

  private static func keys(_ words: String) -> Set<LabelKey> {
    Set(words.split(separator: " ").map { LabelKey($0) })
  }
}
