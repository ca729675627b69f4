import ArgumentParser
import Foundation
import Jobs
import Reports

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "Ngôn ngữ của thông báo / language of messages: vi, en.")
  var lang = MessageLanguage.vi

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help:
      "Số nhân dùng, cho nhiều tệp hoặc một tệp lớn / cores used, for many files or a large one.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Không in tiến độ và dòng tổng kết / no progress, no summary.")
  var quiet = false

  @Option(help: "Thư mục mẫu biểu / folder of templates (BIEU_TEMPLATES).")
  var templates: String?

  @Option(help: ArgumentHelp("Nới giới hạn đọc / change a read limit.", valueName: "TÊN=SỐ"))
  var limit: [String] = []

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("-j: 1 trở lên / 1 or more") }
    _ = try settings()
  }

  /// What the jobs need to know of these options.
  func settings() throws -> JobSettings {
    do {
      return try JobSettings(
        language: lang, workers: jobs, isQuiet: quiet, templates: templates, limits: limit)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

/// The options of the commands that recognise forms.
struct FormOptions: ParsableArguments {
  @Option(help: "Mã đơn vị báo cáo khi biểu không ghi / unit code where the form has none.")
  var unit: String?

  @Option(help: "Kỳ khi biểu không ghi / period where the form has none: 2026, 2026H1, 2026Q1.")
  var period: String?
}

extension MessageLanguage: ExpressibleByArgument {}
extension ReportFormat: ExpressibleByArgument {}
