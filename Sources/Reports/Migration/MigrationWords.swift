/// The words for the codes of a migration: why a cell was held back or passed over, what to decide.
package enum MigrationWords {
  /// What a code means and how to go on, in a language; the code itself where it has no words.
  package static func text(of code: String, in language: Language) -> (
    message: String, hint: String
  ) {
    guard let words = words[code] else { return (code, "") }
    return language == .vi ? (words.vi, words.hintVi) : (words.en, words.hintEn)
  }

  private struct Words {
    var vi: String
    var hintVi: String
    var en: String
    var hintEn: String
  }

  private static func entry(_ vi: String, _ hintVi: String, _ en: String, _ hintEn: String)
    -> Words
  { Words(vi: vi, hintVi: hintVi, en: en, hintEn: hintEn) }

  private static let words: [String: Words] = [
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
    "unknown-layout": entry(
      "Chưa có ánh xạ cho bố cục của trang tính này; cả trang được giữ lại.",
      "Hãy chạy “bieu migrate inspect --draft” để lập ánh xạ, rồi chạy lại với --map.",
      "No mapping fits the layout of this sheet; the whole sheet is held back.",
      "Make a mapping with “bieu migrate inspect --draft”, then run again with --map."),
    "ambiguous-layout": entry(
      "Nhiều ánh xạ cùng nhận trang tính này; cả trang được giữ lại.",
      "Hãy thêm dấu hiệu nhận biết vào một trong các ánh xạ.",
      "Several mappings claim this sheet; the whole sheet is held back.",
      "Add a distinguishing mark to one of the mappings."),
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
    "unit-split": entry(
      "Đơn vị đã chia cho nhiều đơn vị mới; số liệu không tự chia.",
      "Hãy quyết định: --split keep (giữ đơn vị cũ) hoặc --split allocate=CỘT (chia theo trọng số).",
      "The unit was split between several new ones; its figures are not divided by themselves.",
      "Decide: --split keep, or --split allocate=COLUMN."),
    "unit-ended": entry(
      "Đơn vị không còn và chưa có đơn vị kế thừa trong danh mục; số liệu giữ mã cũ.",
      "Hãy bổ sung đơn vị kế thừa trong Templates/units.",
      "The unit has ended and the lists name no successor; its figures keep the old code.",
      "Add the successor to Templates/units."),
    "unit-unknown": entry(
      "Mã đơn vị không có trong danh mục vào thời điểm của số liệu.",
      "Hãy kiểm tra mã và kỳ, hoặc bổ sung Templates/units.",
      "No list has this unit code at the time of the figures.",
      "Check code and period, or add to Templates/units."),
    "sum-incomplete": entry(
      "Đơn vị mới gộp nhiều đơn vị cũ, nhưng có đơn vị cũ thiếu số liệu; tổng chưa đủ.",
      "Hãy tìm số liệu của đơn vị còn thiếu; thiếu số không phải là số không.",
      "A new unit is made of several old ones, and one of them gives no figure; the sum is incomplete.",
      "Find the missing unit's figure; missing is not zero."),
    "estimated": entry(
      "Số liệu chia theo trọng số là ước tính.", "Hãy ghi rõ “ước tính” khi dùng.",
      "A figure divided by weights is an estimate.", "Say so where it is used."),
    "near-duplicate": entry(
      "Hai dòng có thể là cùng một trẻ em.",
      "Hãy đối chiếu rồi tự quyết định; không dòng nào bị bỏ.",
      "Two rows may be the same child.", "Compare and decide; no row was dropped."),
    "same-content": entry(
      "Tệp giống hệt một tệp khác từng byte; số liệu chỉ lấy một lần.", "",
      "The file is the same as another one to the byte; its figures are taken once.", ""),
  ]
}
