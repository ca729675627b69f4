import Migration

/// The words for the codes of a migration: why a cell was held back or passed over, what to decide.
package enum MigrationWords {
  /// What a code means and how to go on, in a language; the code itself where it has no words.
  package static func text(of code: String, in language: Language) -> (
    message: String, hint: String
  ) {
    if let words = report[code] ?? quarantine[code] ?? units[code] { return words.text(language) }
    guard let rule = CleaningRule(rawValue: code) else { return (code, "") }
    return (
      language.say(rule.vietnamese, rule.english),
      language.say("Từng ô: xem problems.csv.", "For every cell see problems.csv.")
    )
  }

  /// The words of one code.
  struct Words {
    var vi: String
    var hintVi: String
    var en: String
    var hintEn: String

    func text(_ language: Language) -> (message: String, hint: String) {
      language == .vi ? (vi, hintVi) : (en, hintEn)
    }
  }

  static func entry(_ vi: String, _ hintVi: String, _ en: String, _ hintEn: String)
    -> Words
  { Words(vi: vi, hintVi: hintVi, en: en, hintEn: hintEn) }

  /// What the proof, merging and texts come to.
  private static let report: [String: Words] = [
    "unbalanced-cells": entry(
      "Số ô có giá trị không khớp: đếm độc lập khác với số đã chuyển + bỏ qua + giữ lại.",
      "Hãy báo cho người bảo trì bieu, kèm tệp này.",
      "Filled cells do not add up: the independent count is not migrated + ignored + held back.",
      "Tell the maintainers of bieu, with this file."),
    "unbalanced-total": entry(
      "Tổng số liệu nguồn và tổng đã chuyển khác nhau.",
      "Hãy báo cho người bảo trì bieu, kèm các tệp của chỉ tiêu và kỳ này.",
      "The totals of the sources and of the output differ.",
      "Tell the maintainers of bieu, with the files of this indicator and period."),
    "unbalanced-rows": entry(
      "Số dòng trẻ em đếm độc lập khác với số dòng đã đọc.",
      "Hãy báo cho người bảo trì bieu, kèm tệp này.",
      "The independent count of children's rows differs from the rows read.",
      "Tell the maintainers of bieu, with this file."),
    "row-held-back": entry(
      "Có dòng của danh sách chưa đưa vào, vì một ô bắt buộc không dùng được.",
      "Từng dòng, từng ô: xem problems.csv; sửa rồi chạy lại.",
      "Rows of the register are held back, because a required cell cannot be used.",
      "See problems.csv for every row and cell; mend them and run again."),
    "value-left-out": entry(
      "Có ô của danh sách bị bỏ trống, vì giá trị không dùng được; dòng ấy vẫn được đưa vào.",
      "Từng ô: xem problems.csv.",
      "Cells of the register are left empty, because their values cannot be used; the rows are in.",
      "See problems.csv for every cell."),
    "uncompared": entry(
      "Danh sách quá dài: chưa tìm dòng trùng ở phần cuối.", "Hãy di trú từng phần.",
      "The register is too long: its last part was not searched for duplicates.",
      "Migrate it in parts."),
    "total-mismatch": entry(
      "Dòng tổng không bằng tổng các dòng phía trên; số liệu từng dòng vẫn được chuyển.",
      "Số trước dấu ≠ đang ghi, số sau là cộng lại. Hãy đối chiếu với sổ gốc: sai ở dòng tổng hay ở một dòng.",
      "A row of totals is not the sum of the rows above it; the rows were migrated as they are.",
      "Before ≠ stands what is written, behind it the sum. The total is wrong, or one of the rows."),
    "parts-mismatch": entry(
      "Tổng số không bằng tổng các phần (như nam, nữ); không ô nào bị sửa.",
      "Số trước dấu ≠ đang ghi, số sau là cộng lại. Hãy đối chiếu các ô này với sổ gốc.",
      "A total is not the sum of its parts (boys, girls); no cell was changed.",
      "Before ≠ stands what is written, behind it the sum. Compare the cells with the records."),
    "figure-disagrees": entry(
      "Hai nơi cho hai số khác nhau về cùng một chỉ tiêu, đơn vị, kỳ; số của tệp đứng trước được giữ.",
      "Hãy đối chiếu với sổ gốc, sửa tệp sai rồi chạy lại.",
      "Two places give the same figure differently; that of the first file is kept.",
      "Compare with the records, mend the wrong file and run again."),
    "uncertain-text": entry(
      "Chưa chắc bảng mã của chữ trong ô này; chữ được giữ nguyên.",
      "Hãy mở tệp gốc xem chữ đúng, hoặc chạy lại với bảng mã chỉ rõ (migrate text --encoding).",
      "The encoding of this cell's text is uncertain; the text is kept as it is.",
      "Look at the original, or name the encoding (migrate text --encoding)."),
    "encoding-guessed": entry(
      "Tệp chữ không phải UTF-8, và chưa chắc là bảng mã nào; từng từ được xét theo âm tiết.",
      "Hãy đối chiếu vài dòng với tệp gốc, hoặc lưu lại tệp gốc bằng UTF-8 rồi chạy lại.",
      "The delimited text is no UTF-8, and it is not sure in which encoding it is; each word was told by its syllables.",
      "Compare some lines with the original, or save the original as UTF-8 and run again."),
    "near-duplicate": entry(
      "Hai dòng có thể là cùng một trẻ em.",
      "Hãy đối chiếu rồi tự quyết định; không dòng nào bị bỏ.",
      "Two rows may be the same child.", "Compare and decide; no row was dropped."),
    "register-parts": entry(
      "Danh sách của một xã, một kỳ nằm ở nhiều nơi, không trẻ em nào trùng; số đếm được cộng lại.",
      "Nếu tệp này là bản sửa của tệp kia thì hãy bỏ bản cũ rồi chạy lại.",
      "The register of one commune and period stands in several places, no child in two; the counts were added.",
      "If this file replaces the other one, take the old one away and run again."),
    "same-content": entry(
      "Tệp giống hệt một tệp khác từng byte; số liệu và trẻ em trùng chỉ lấy một lần.", "",
      "The file is the same as another one to the byte; its figures are taken once.", ""),
  ]
}
