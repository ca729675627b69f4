import Foundation
import LegacyText
import SheetModel
import WorkbookIO

/// How a file of an archive is put down: its format, and the encoding of its texts.
enum LegacyDress: CaseIterable {
  case xls
  case xlsTCVN3
  case xlsVNI
  case xlsTCVN3WithoutFont
  case xlsx
  case xlsxDecomposed
  case xlsxTCVN3
  case xlsxVNIWithoutFont
  case xlsxMisreadUTF8
  case ods
  case odsVNI
  case odsTCVN3WithoutFont
  case csv
  case csvDecomposed
  case csvTCVN3
  case csvVNI
  case csv1258

  /// The suffix of the file's name.
  var suffix: String {
    switch self {
    case .xls, .xlsTCVN3, .xlsVNI, .xlsTCVN3WithoutFont: "xls"
    case .xlsx, .xlsxDecomposed, .xlsxTCVN3, .xlsxVNIWithoutFont, .xlsxMisreadUTF8: "xlsx"
    case .ods, .odsVNI, .odsTCVN3WithoutFont: "ods"
    case .csv, .csvDecomposed, .csvTCVN3, .csvVNI, .csv1258: "csv"
    }
  }

  /// Whether texts are Unicode, in whatever normal form.
  var isUnicode: Bool { encoding == .unicode }

  private var encoding: LegacyEncoding {
    switch self {
    case .xls, .xlsx, .xlsxDecomposed, .ods, .csv, .csvDecomposed: .unicode
    case .xlsTCVN3, .xlsTCVN3WithoutFont, .xlsxTCVN3, .odsTCVN3WithoutFont, .csvTCVN3: .tcvn3
    case .xlsVNI, .xlsxVNIWithoutFont, .odsVNI, .csvVNI: .vni
    case .xlsxMisreadUTF8: .utf8
    case .csv1258: .windows1258
    }
  }

  private var font: String {
    switch self {
    case .xlsTCVN3, .xlsxTCVN3: ".VnTime"
    case .xlsVNI, .odsVNI: "VNI-Times"
    default: "Times New Roman"
    }
  }

  /// A text as it stands in a cell.
  private func dressed(_ text: String) -> String {
    switch self {
    case .xlsxDecomposed, .csvDecomposed: text.decomposedStringWithCanonicalMapping
    default: LegacyEncoder.encode(text, as: encoding)
    }
  }

  /// The bytes of a book's file; of delimited text those of its first sheet.
  func bytes(of plain: SampleBook) throws -> [UInt8] {
    var book = plain
    if suffix == "csv" { return try delimited(book) }
    var styles = StyleTable()
    for (index, old) in book.styles.styles.enumerated() {
      var style = old
      style.font.name = font
      if index == 0 { styles = StyleTable(default: style) } else { styles.append(style) }
    }
    book.styles = styles
    for index in book.sheets.indices {
      book.sheets[index].changeTexts(dressed)
      book.sheets[index].layout.name = dressed(book.sheets[index].layout.name)
    }
    let sink = MemorySink()
    if suffix == "xls" {
      try book.write(to: XLSWriter(sink, outline: book.outline))
    } else {
      let format = WorkbookFormat(rawValue: suffix) ?? .xlsx
      try book.write(
        to: try WorkbookCreator.create(sink, format: format, outline: book.outline))
    }
    return sink.bytes
  }

  private func delimited(_ plain: SampleBook) throws -> [UInt8] {
    var book = plain
    book.sheets.removeLast(max(0, book.sheets.count - 1))
    let sink = MemorySink()
    try book.write(to: try WorkbookCreator.create(sink, format: .csv, outline: book.outline))
    let text = String(decoding: sink.bytes, as: UTF8.self)
    return bytes(of: text)
  }

  /// The bytes of delimited text.
  func bytes(of text: String) -> [UInt8] {
    self == .csvDecomposed
      ? Array(text.decomposedStringWithCanonicalMapping.utf8)
      : LegacyEncoder.bytes(of: text, as: encoding)
  }
}
