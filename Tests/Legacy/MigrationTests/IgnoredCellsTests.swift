import Foundation
import SheetModel
import Testing

@testable import Migration

/// Cells that are left out are listed by ranges: every one of them is in one, no other cell is.
struct IgnoredCellsTests {
  private func account(_ rows: [String], from first: Int = 0) -> CellAccount {
    var account = CellAccount()
    for (row, text) in rows.enumerated() {
      for (column, letter) in text.enumerated() {
        let fate: CellAccount.Fate? =
          switch letter {
          case "t": .ignored(.title)
          case "h": .ignored(.head)
          case "o": .ignored(.ordinal)
          case "m": .migrated
          case "q": .quarantined(.strayText)
          default: nil
          }
        if let fate { account.add(fate, at: CellAddress(row: first + row, column: column)) }
      }
    }
    return account
  }

  private func texts(_ account: CellAccount) -> [String] {
    account.ignoredCells.map { "\($0.range) \($0.count) \($0.reason.rawValue)" }
  }

  @Test func cellsOfOneReasonAreOneRange() {
    let account = account([
      "t  t", "hhhh", "hhhh", "ohmm", "ohmm", "ohmm",
    ])
    #expect(
      texts(account) == ["A1:D1 2 title", "A2:D3 8 head", "A4:A6 3 ordinal", "B4:B6 3 head"])
  }

  @Test func blankCellsMayLieBetweenButNoOthers() {
    #expect(texts(account(["o", "", "o"])) == ["A1:A3 2 ordinal"])
    #expect(texts(account(["o", "m", "o"])) == ["A1 1 ordinal", "A3 1 ordinal"])
    #expect(texts(account(["t t"])) == ["A1:C1 2 title"])
    #expect(texts(account(["tqt"])) == ["A1 1 title", "C1 1 title"])
    // Only part of the columns of the range above.
    #expect(texts(account(["hh", "h", "hh"])) == ["A1:B1 2 head", "A2 1 head", "A3:B3 2 head"])
    #expect(texts(account(["h h", " m", "h h"])) == ["A1:C1 2 head", "A3:C3 2 head"])
  }

  @Test func everyIgnoredCellIsInOneRangeAndNoOtherCellIs() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let (width, height) = (Int.random(in: 1...7, using: &random), Int.random(in: 1...9))
      let rows = (0..<height).map { _ in
        // Long runs of one letter, as sheets have them.
        var letters = ""
        while letters.count < width {
          let letter = "thomq  ".randomElement(using: &random) ?? " "
          letters += String(repeating: letter, count: Int.random(in: 1...3, using: &random))
        }
        return String(letters.prefix(width))
      }
      let account = account(rows)
      var seen: [CellAddress: String] = [:]
      for cells in account.ignoredCells {
        var count = 0
        for row in cells.range.first.row...cells.range.last.row {
          for column in cells.range.first.column...cells.range.last.column {
            let letter = Array(rows[row])[column]
            guard letter != " " else { continue }
            count += 1
            #expect(cells.reason.rawValue.first == letter, "\(rows)")
            let address = CellAddress(row: row, column: column)
            #expect(seen.updateValue("", forKey: address) == nil, "\(rows)")
          }
        }
        #expect(count == cells.count, "\(rows)")
      }
      #expect(seen.count == account.ignored.values.reduce(0, +), "\(rows)")
    }
  }

  @Test func whatHasNoPlaceIsStillCounted() {
    var account = CellAccount()
    let rows = IgnoredLog.most + 50
    for row in 0..<rows {
      account.add(.ignored(.note), at: CellAddress(row: row, column: 0))
      account.add(.migrated, at: CellAddress(row: row, column: 1))
      account.add(.ignored(row % 2 == 0 ? .title : .total), at: CellAddress(row: row, column: 2))
    }
    #expect(account.ignored[.note] == rows)
    #expect(account.ignoredCells.count == IgnoredLog.most)
    #expect(account.ignoredCells.first?.range.description == "A1:A\(rows)")
    var sheet = MigrationReport.Sheet(name: "a")
    sheet.ignored = ["note": rows, "title": rows / 2, "total": rows / 2]
    sheet.ignoredCells = account.ignoredCells
    let listed = sheet.ignoredCells.reduce(0) { $0 + $1.count }
    let rest = sheet.ignoredWithoutPlace.reduce(0) { $0 + $1.count }
    #expect(sheet.ignoredWithoutPlace.map(\.reason) == ["title", "total"])
    #expect(listed + rest == 2 * rows)
  }

  @Test func rangesComeBackFromTheLedger() throws {
    for row in [0, 1_048_575, 3_000_000] {
      let range = CellRange(CellAddress(row: row, column: 2), CellAddress(row: row + 5, column: 9))
      let cells = IgnoredCells(range, count: 17, reason: .ignoredColumn)
      let data = try JSONEncoder().encode([cells])
      #expect(try JSONDecoder().decode([IgnoredCells].self, from: data) == [cells])
    }
    let broken = Data("[\"0 0 1 title\"]".utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([IgnoredCells].self, from: broken)
    }
  }
}
