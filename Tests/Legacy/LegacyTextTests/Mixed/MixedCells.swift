import Foundation
import SheetModel

/// Cells whose words are in one or several of six encodings, with the text that they mean.
struct MixedCells {
  /// A cell.
  struct Sample {
    /// What it means, in NFC.
    var wanted: String
    /// What stands in it.
    var cell: MemoryWorkbook.Text
    /// Its kind, for the table of results.
    var kind: String
    /// Whether it is Unicode in NFC all through.
    var isUnicode: Bool
    /// Whether capitals of TCVN3 have the small letters' codes, so that their case is lost.
    var isCaseLost: Bool
  }

  /// How the fonts of cells are.
  enum Fonts: CaseIterable { case none, right, oneForAll }

  private let encoder = TableEncoder()
  private var random: LegacyFixtures.Steps
  private let sentences: [String]

  /// Names of the highlands' and mountains' peoples as registers have them.
  static let names = [
    "K'Brêu", "Y Blĭ", "H'Mông", "Ê Đê", "Jrai", "Gia Rai", "Đăk Hà", "Đắk Lắk", "Kon Plông",
    "Krông Pắc", "Ia H'Drai", "Rơ Châm H'Liên", "Kpă Y Thanh", "Ksor H'Nhan", "Siu Blêt",
    "Nay Hwơn",
    "Niê Kđăm", "Mlô Y Sơn", "Êban", "Cơ Ho", "Xơ Đăng", "Giẻ Triêng", "Brâu", "Rơ Măm", "Chu Ru",
    "Lô Lô", "Pà Thẻn", "Ơ Đu", "Giàng A Páo", "Sùng Thị Mỷ", "Vừ Mí Và", "Lầu Bá Chò", "Thào A Sử",
    "Hạng Thị Dở", "Cứ A Sình", "Hrê", "Co", "Mnông", "Stiêng", "Bru - Vân Kiều", "Chơ Ro",
    "K'Thị Hương", "Y Krông Ayŭn", "H'Bia Êban", "A Brăng", "Đinh Văn Hrơn", "Điểu Sêng",
    "Lò Thị Panh", "Quàng Văn Ín", "Pờ Chà Xá", "Sêrêpôk", "Tơ Lung",
  ]
  /// Words of other languages.
  static let foreign = [
    "UNICEF", "Internet", "café", "résumé", "Müller", "Genève", "naïve", "São Paulo", "señor",
    "Zürich", "Côte d'Ivoire", "Besançon", "Plan International", "Save the Children", "Malmö",
    "École", "Excel", "marketing", "World Vision", "Facebook", "online", "COVID",
    "Terre des hommes",
    "Good Neighbors", "email",
  ]

  init(seed: UInt64) {
    random = LegacyFixtures.Steps(state: seed)
    // Slips of the plans themselves are no true text.
    sentences = LegacyFixtures.sentences(4_000, seed: seed ^ 0x5EED).filter {
      !$0.contains("trờng") && !$0.contains("Zôn")
    }
  }

  /// A sentence's words; one in ten is a name or a foreign word.
  private mutating func words() -> [String] {
    var words = sentences[random.next(sentences.count)].split(separator: " ").map(String.init)
    if random.next(4) == 0 { words = Array(words.prefix(1 + random.next(4))) }
    for index in words.indices where random.next(10) == 0 {
      words[index] =
        random.next(4) == 0
        ? Self.foreign[random.next(Self.foreign.count)] : Self.names[random.next(Self.names.count)]
    }
    return words
  }

  /// Stretches of words, each in one encoding.
  private mutating func stretches() -> [(text: String, coding: TableEncoder.Coding)] {
    let codings = TableEncoder.Coding.allCases
    func one(_ words: ArraySlice<String>, _ coding: Int) -> (String, TableEncoder.Coding) {
      (words.joined(separator: " "), codings[coding])
    }
    let words = words()
    if random.next(2) == 0 { return [one(words[...], random.next(codings.count))] }
    var stretches: [(String, TableEncoder.Coding)] = []
    var rest = words[...]
    while !rest.isEmpty {
      let part = rest.prefix(1 + random.next(5))
      stretches.append(one(part, random.next(codings.count)))
      rest = rest.dropFirst(part.count)
    }
    return stretches
  }

  /// The next cell.
  mutating func next(fonts: Fonts) -> Sample {
    let parts = stretches()
    var cell = MemoryWorkbook.Text(text: "", font: "Times New Roman")
    var isCaseLost = false
    for (index, part) in parts.enumerated() {
      if index > 0 { cell.text += " " }
      let font: String? =
        switch (fonts, part.coding) {
        case (.right, .tcvn3): ".VnTime"
        case (.right, .vni): "VNI-Times"
        default: nil
        }
      append(part.text, part.coding, font, to: &cell)
      if part.coding == .tcvn3, font == nil { isCaseLost = true }
    }
    let codings = Set(parts.map(\.coding))
    if fonts == .oneForAll {
      if codings.contains(.tcvn3) { cell.font = ".VnTime" }
      if codings.contains(.vni), !codings.contains(.tcvn3) { cell.font = "VNI-Times" }
    }
    let wanted = parts.map { $0.text }.joined(separator: " ").precomposedStringWithCanonicalMapping
    return Sample(
      wanted: wanted, cell: cell, kind: codings.count == 1 ? parts[0].coding.rawValue : "mixed",
      isUnicode: codings == [.nfc], isCaseLost: isCaseLost)
  }

  /// Appends a stretch; in fonts of TCVN3 the capitals that it has no code for are in one of capitals.
  private func append(
    _ text: String, _ coding: TableEncoder.Coding, _ font: String?,
    to cell: inout MemoryWorkbook.Text
  ) {
    guard let font else {
      if !cell.runs.isEmpty {
        cell.runs.append(TextRun(start: cell.text.utf8.count, font: "Times New Roman"))
      }
      cell.text += encoder.encode(text, as: coding)
      return
    }
    var last = ""
    for letter in text.precomposedStringWithCanonicalMapping {
      let isOpen =
        coding == .tcvn3 && letter.isUppercase
        && encoder.encode(String(letter), as: .tcvn3)
          == encoder.encode(letter.lowercased(), as: .tcvn3)
      let wanted = isOpen ? font + "H" : font
      if wanted != last {
        cell.runs.append(TextRun(start: cell.text.utf8.count, font: wanted))
        last = wanted
      }
      cell.text += encoder.encode(String(letter), as: coding)
    }
  }
}
