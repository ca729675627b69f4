import Indicators
import SheetModel

/// Wrong figures, each planted in a known cell.
extension MessySample {
  /// Everything that officers type into a form that cannot be right, or reads in two ways.
  static let figures: [MessySample] = [
    MessySample("11-so-kieu-van-ban.xlsx") { book in
      book.change { sheet in
        for (code, column) in [("0301a", "Nam"), ("0301b", "Nữ"), ("0303a.TS", "Nam")] {
          guard let address = sheet.address(code: code, column: column),
            case .number(let digits)? = sheet.cells[address]?.value
          else { continue }
          sheet.set(address, .text(digits))
        }
      }
    },
    MessySample(
      "12-gach-ba-cham-x-trong.ods",
      plants: [
        Plant("0306.TS", "sex=male", "…"), Plant("0306.TS", "sex=female", "…"),
        Plant("0308.TS", "total", "x"), Plant("0308.MS", "total", "x"),
        Plant("0311", "sex=male", ""),
      ]
    ) { book in
      book.change { sheet in
        for (sign, zero) in zip(["-", "–"], sheet.typedZeros) { sheet.set(zero, .text(sign)) }
        sheet.set(sheet.address(code: "0306.TS", column: "Nữ"), .text("..."))
      }
    },
    MessySample("13-phan-tram.xlsx", forms: ["TE-04"]) { book in
      let percent = book.style { $0.numberFormat = "0.00%" }
      book.change { sheet in
        if let cell = sheet.address(code: "0404", column: "Tổng số"),
          case .number(let digits)? = sheet.cells[cell]?.value, let value = ExactDecimal(digits),
          let share = value.divided(by: ExactDecimal(100), decimals: 6)
        {
          sheet.set(cell, .number(share.normalized.description))
          sheet.cells[cell]?.style = percent
        }
        if let cell = sheet.address(code: "0405", column: "Tổng số"),
          case .number(let digits)? = sheet.cells[cell]?.value
        {
          let comma = digits.split(separator: ".").joined(separator: ",")
          sheet.set(cell, .text("\(comma) %"))
        }
      }
    },
    MessySample("14-cong-thuc-chua-tinh.xlsx") { book in
      book.change { $0.forgetComputedValues() }
    },
    MessySample("15-loi-ref.xlsx") { book in
      book.change { sheet in
        sheet.set(sheet.address(code: "0303.TS", column: "Nữ"), .error("#REF!"))
      }
    },
    MessySample("16-tong-bi-ghi-de.xlsx") { book in
      book.change { sheet in
        if let address = sheet.address(code: "0301", column: "Tổng số"),
          let value = sheet.cells[address]?.value
        {
          sheet.set(address, value)
        }
        sheet.add(3, to: sheet.address(code: "0305", column: "Tổng số"))
      }
    },
    MessySample(
      "21-so-am-so-le.ods",
      plants: [Plant("0311", "sex=female", "-1"), Plant("0308.TS", "total", "16.5")]),
    MessySample("22-nam-cong-nu-khac-tong.csv", forms: ["TE-03"]) { book in
      book.change { sheet in sheet.add(2, to: sheet.address(code: "0311", column: "Tổng số")) }
    },
    MessySample("23-bo-phan-lon-hon-tong.xlsx") { book in
      book.change { sheet in
        sheet.set(sheet.address(code: "0307", column: "Dân tộc thiểu số"), .number("99"))
      }
    },
    MessySample(
      "24-tu-so-lon-hon-mau-so.xlsx", forms: ["TE-06"], plants: [Plant("0602.TS", "total", "5000")]),
    MessySample("25-phan-nghin-thay-phan-tram.xlsx", forms: ["TE-02"]) { book in
      book.change { sheet in
        guard let cell = sheet.address(code: "0206", column: "Tổng số"),
          case .number(let digits)? = sheet.cells[cell]?.value, let value = ExactDecimal(digits),
          let tenfold = value.multiplied(by: 10)
        else { return }
        let comma = tenfold.normalized.description.split(separator: ".").joined(separator: ",")
        sheet.set(cell, .text("\(comma)‰"))
      }
    },
    MessySample("26-ma-trung-ma-la.xlsx") { book in
      book.change { sheet in
        sheet.set(sheet.address(ofText: "0301c"), .text("0301b"))
        sheet.set(sheet.address(ofText: "0312"), .text("0399"))
      }
    },
    MessySample("29-so-mo-ho-va-chu-ngoai-bieu.ods") { book in
      book.change { sheet in
        sheet.set(sheet.address(code: "0303.MS", column: "Nam"), .text("1,234"))
        if let note = sheet.address(code: "0305", column: "Giải trình") {
          sheet.set(
            CellAddress(row: note.row, column: note.column + 2), .text("xem thêm công văn 15"))
        }
      }
    },
  ]
}
