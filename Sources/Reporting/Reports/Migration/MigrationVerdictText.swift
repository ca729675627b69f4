import Indicators
import Migration

/// What a migration proves, in words that a reader without colours understands too.
enum MigrationVerdictText {
  /// What the verdict is called, in capitals.
  static func title(of report: MigrationReport, in language: Language) -> String {
    switch report.verdict {
    case .complete: language.say("ĐÃ ĐỐI CHIẾU, ĐỦ", "RECONCILED IN FULL")
    case .partial: language.say("ĐÃ ĐỐI CHIẾU MỘT PHẦN", "RECONCILED IN PART")
    case .unbalanced: language.say("CHƯA KHỚP", "NOT RECONCILED")
    case .nothingRead:
      report.isEmpty
        ? language.say("KHÔNG CÓ TỆP NÀO ĐỌC ĐƯỢC", "NO FILE COULD BE READ")
        : language.say("KHÔNG CÓ GÌ ĐỂ ĐỐI CHIẾU", "NOTHING TO RECONCILE")
    }
  }

  /// What stands behind it, without a line end.
  static func body(of report: MigrationReport, in language: Language) -> String {
    switch report.verdict {
    case .complete:
      language.say(
        "mọi tệp đã đọc, không ô nào bị giữ lại, không thiếu, không thừa một số liệu nào. ",
        "every file was read, no cell was held back, no figure lost, none invented. ")
        + shares(of: report, in: language) + "."
    case .partial:
      language.say(
        "phần đã chuyển khớp từng số liệu, nhưng chưa phải tất cả. ",
        "what was migrated balances to the figure, but it is not all. ")
        + ([shares(of: report, in: language)] + rest(of: report, in: language)).joined(
          separator: "; ") + "."
    case .unbalanced:
      language.say(
        "có ô, dòng hoặc số liệu thiếu hay thừa; xem các tổng kiểm tra và những chỗ cần người xem.",
        "cells, rows or figures are missing or too many; see the check sums and the places to decide."
      )
    case .nothingRead:
      report.isEmpty
        ? language.say("không có gì để đối chiếu.", "there is nothing to reconcile.")
        : language.say(
          "các tệp đọc được không có ô nào có giá trị.",
          "the files that were read have no filled cell.")
    }
  }

  /// The whole verdict in one line.
  static func line(of report: MigrationReport, in language: Language) -> String {
    title(of: report, in: language) + ": " + body(of: report, in: language)
  }

  // MARK: Parts

  /// What became of the filled cells, in shares of all of them.
  private static func shares(of report: MigrationReport, in language: Language) -> String {
    let balance = report.balance
    let filled = language.number(balance.filled)
    let shares = shares(of: balance, in: language)
    guard shares.count == 3 else { return "" }
    let (migrated, ignored, held) = (shares[0], shares[1], shares[2])
    return language.say(
      "Trong \(filled) ô có giá trị, \(migrated) đã chuyển, \(ignored) bỏ qua có chủ ý, \(held) giữ lại",
      "Of \(filled) filled cells \(migrated) were migrated, \(ignored) left out on purpose, \(held) held back"
    )
  }

  /// What was migrated, left out and held back as percentages.
  ///
  /// `<0,1 %` of something, `>99,9 %` of less than all; none where nothing is filled or the three are
  /// not all of it.
  static func shares(
    of balance: MigrationReport.Balance, in language: Language
  ) -> [String] {
    guard balance.isClosed else { return [] }
    return Share.all([balance.migrated, balance.ignored, balance.quarantined])
      .map { text(of: $0, in: language) }
  }

  private static func text(of share: Share, in language: Language) -> String {
    let number =
      switch share.perMille {
      case 0: "0"
      case 1000: "100"
      default:
        "\(share.perMille / 10)" + language.say(",", ".") + "\(share.perMille % 10)"
      }
    let sign =
      switch share.bound {
      case .about: ""
      case .below: "<"
      case .above: ">"
      }
    return sign + number + " %"
  }

  /// What was not read, disputed or doubtful, one phrase each.
  private static func rest(of report: MigrationReport, in language: Language) -> [String] {
    let rest = report.remainder
    let phrases: [(Int, (String) -> String)] = [
      (
        rest.failed,
        {
          language.say("\($0) tệp hoặc thư mục không đọc được", "files or folders not read: \($0)")
        }
      ),
      (
        rest.untaken,
        {
          language.say(
            "\($0) tệp không phải bảng tính nên chưa đọc",
            "files that are no workbooks, not read: \($0)")
        }
      ),
      (
        rest.disputed,
        {
          language.say(
            "\($0) số liệu mà hai nơi ghi khác nhau",
            "figures that two places give differently: \($0)")
        }
      ),
      (
        rest.figures,
        {
          language.say(
            "\($0) số liệu giữ lại khi quy về đơn vị mới",
            "figures held back on the way to other units: \($0)")
        }
      ),
      (
        rest.doubtful,
        { language.say("\($0) chỗ chưa chắc đã hiểu đúng", "places that are not certain: \($0)") }
      ),
    ]
    return phrases.compactMap { count, phrase in
      count > 0 ? phrase(language.number(count)) : nil
    }
  }
}
