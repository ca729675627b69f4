import SheetModel

/// One messy workbook: a sound book of forms, and what is done to it.
struct MessySample: Sendable {
  /// The file's name; its suffix is the format that is written.
  var name: String
  /// The forms in the book.
  var forms: [String]
  /// The units that report in it, one set of sheets each; none takes the next that is free.
  var units: [String]
  /// Figures that are planted before the forms compute their totals.
  var plants: [Plant]
  /// What is done to the finished book.
  var spoil: @Sendable (inout SampleBook) -> Void

  init(
    _ name: String, forms: [String] = ["TE-03"], units: [String] = [],
    plants: [Plant] = [], spoil: @escaping @Sendable (inout SampleBook) -> Void = { _ in }
  ) {
    self.name = name
    self.forms = forms
    self.units = units
    self.plants = plants
    self.spoil = spoil
  }

  /// A figure put into an open cell: a number, or a sign such as `…` or `x`.
  struct Plant: Sendable {
    var code: String
    var column: String
    var text: String

    init(_ code: String, _ column: String = "total", _ text: String) {
      self.code = code
      self.column = column
      self.text = text
    }
  }

  /// Everything that officers do to the shape of a form; none of it is wrong.
  static let shapes: [MessySample] = [
    MessySample("01-them-dong-tieu-de.xlsx") { book in
      book.change { sheet in
        sheet.insertRows(2, before: 0)
        sheet.set(CellAddress(row: 0, column: 0), .text("ỦY BAN NHÂN DÂN PHƯỜNG ĐOÀN KẾT"))
        sheet.set(CellAddress(row: 1, column: 0), .text("(Số liệu giả lập, không phải số thật)"))
      }
    },
    MessySample("02-chen-va-doi-cot.xlsx") { book in
      book.change { sheet in
        guard let male = sheet.address(ofText: "Nam")?.column,
          let female = sheet.address(ofText: "Nữ")?.column,
          let code = sheet.address(ofText: "Mã số")?.column
        else { return }
        sheet.swapColumns(male, female)
        sheet.insertColumns(1, before: code)
      }
    },
    MessySample("03-doi-ten-doi-thu-tu-trang.xlsx", forms: ["TE-01", "TE-02", "TE-03"]) { book in
      let names = ["Trang 3", "Sheet2", "Bảng số 1"]
      for (index, name) in names.enumerated() where index < book.sheets.count {
        book.sheets[index].layout.name = name
      }
      if book.sheets.count > 2 { book.sheets.swapAt(0, 2) }
    },
    MessySample(
      "04-nhieu-xa-mot-tep.ods", forms: ["TE-05"],
      units: [Locality.banBo.code, Locality.phongTho.code, Locality.iaDal.code]
    ) { _ in },
    MessySample("05-nhieu-bieu-mot-tep.xlsx", forms: ["TE-01", "TE-03", "XH-01"]) { book in
      book.removeIdentity()
    },
    MessySample("06-nhan-to-hop-nfd.xlsx") { book in
      book.removeIdentity()
      book.change { $0.changeTexts(VietnameseSpelling.decomposed) }
    },
    MessySample("07-nhan-chu-hoa.ods") { book in
      book.removeIdentity()
      book.change { sheet in
        sheet.changeTexts {
          $0.contains("(mã ") || $0.first?.isNumber == true ? $0 : $0.uppercased()
        }
      }
    },
    MessySample("08-dau-thanh-kieu-cu.xlsx") { book in
      book.removeIdentity()
      book.change { $0.changeTexts(VietnameseSpelling.oldToneMarks) }
    },
    MessySample("09-khoang-trang-kep.xlsx") { book in
      book.removeIdentity()
      book.change { sheet in
        var isDoubled = false
        sheet.changeTexts { text in
          isDoubled.toggle()
          return text.split(separator: " ", omittingEmptySubsequences: false)
            .joined(separator: isDoubled ? "  " : "\u{A0}") + (isDoubled ? " " : "\u{A0}")
        }
      }
    },
    MessySample("10-ma-so-la-so.xlsx") { book in
      book.change { sheet in
        for (address, cell) in sheet.cells {
          guard case .text(let text) = cell.value, text.utf8.count == 4, let code = Int(text),
            code < 1000
          else { continue }
          sheet.set(address, .number(String(code)))
        }
      }
    },
    MessySample("19-dong-ma-den-1048576.xlsx") { book in
      book.change { sheet in
        // Styled cells without a value, as a formatted column leaves them.
        for row in [50_000, 1_048_575] {
          sheet.cells[CellAddress(row: row, column: 1)] = DraftCell(value: .blank, style: 1)
        }
      }
    },
  ]
}
