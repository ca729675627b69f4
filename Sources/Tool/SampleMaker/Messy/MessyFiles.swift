import Indicators
import SheetModel

/// Wrong periods, dates and files.
extension MessySample {
  /// Dates in a register, and a period that contradicts itself.
  static let dates: [MessySample] = [
    MessySample("17-ngay-kieu-van-ban.xlsx", forms: ["DS-01"]) { book in
      book.change { sheet in
        let writings: [(CivilDateTime) -> String] = [
          { "\($0.day)/\($0.month)/\($0.year)" }, { "\($0.day)-\($0.month)-\($0.year)" },
          { "\($0.day).\($0.month).\($0.year)" }, { "31/02/\($0.year)" }, { "năm \($0.year)" },
          { "\($0.month)/\($0.year)" },
        ]
        for (offset, writing) in writings.enumerated() {
          guard let address = sheet.address(record: offset, column: "Ngày sinh"),
            case .date(let date, _)? = sheet.cells[address]?.value
          else { continue }
          sheet.set(address, .text(writing(date)))
        }
      }
    },
    MessySample("18-ngay-serial-1900.xlsx", forms: ["DS-01"]) { book in
      let general = book.style { $0.numberFormat = "General" }
      book.change { sheet in
        // Serials of 1900 without a date format; 60 is the day that never was.
        for offset in 0..<3 {
          guard let address = sheet.address(record: offset, column: "Ngày sinh"),
            case .date(let date, _)? = sheet.cells[address]?.value,
            let serial = DateSystem.excel1900.serial(of: date)
          else { continue }
          sheet.set(address, .number(offset == 2 ? "60" : NumberText.shortest(serial)))
          sheet.cells[address]?.style = general
        }
      }
    },
    MessySample("20-ky-sai-trong-tieu-de.xlsx") { book in
      book.change {
        $0.changeTexts {
          $0.replacing("Năm 2025", with: "Năm 2024").replacing("năm 2025", with: "năm 2024")
        }
      }
    },
  ]
}
