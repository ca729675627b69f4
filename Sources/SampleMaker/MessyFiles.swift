import Forms
import Indicators
import SheetModel

/// Wrong periods, dates and files.
extension MessySample {
  /// Dates in a register, and a period that contradicts itself.
  static let dates: [MessySample] = [
    MessySample("17-ngay-kieu-van-ban.xlsx", forms: ["DS-01"]) { book in
      book.change { sheet in
        let texts = ["05/9/2018", "7-3-2016", "2019-02-28", "31/02/2017", "năm 2014", "12/2013"]
        for (offset, text) in texts.enumerated() {
          sheet.set(sheet.address(record: offset, column: "Ngày sinh"), .text(text))
        }
      }
    },
    MessySample("18-ngay-serial-1900.xlsx", forms: ["DS-01"]) { book in
      let general = book.style { $0.numberFormat = "General" }
      book.change { sheet in
        // Serials of 1900 without a date format: 43348 is 05/09/2018; 60 is no day.
        for (offset, serial) in ["43348", "42000.5", "60"].enumerated() {
          let address = sheet.address(record: offset, column: "Ngày sinh")
          sheet.set(address, .number(serial))
          if let address { sheet.cells[address]?.style = general }
        }
      }
    },
    MessySample("20-ky-sai-trong-tieu-de.xlsx") { book in
      book.change {
        $0.changeTexts { $0.replacing("Kỳ báo cáo: Năm 2025", with: "Kỳ báo cáo: Năm 2024") }
      }
    },
  ]
}
