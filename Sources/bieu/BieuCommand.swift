import ArgumentParser
import Foundation
import Jobs

/// The program: a pipe whose reader goes away is an error of the write, not the end of the process,
/// so that no output is left half written.
@main
enum Program {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    await BieuCommand.main()
  }
}

struct BieuCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bieu",
    abstract: "Biểu thống kê trẻ em: lập, kiểm tra, nhập, xuất, chuyển đổi XLSX, ODS, CSV.",
    discussion: """
      Statistical forms on children: build, check, import, export and convert workbooks.

      Mã thoát / exit codes: 0 tốt / fine; 1 có phát hiện / findings; 3 có tệp không xử lý được / \
      some inputs could not be processed; 64 trở lên / and up: sysexits.
      """,
    version: Version.text,
    subcommands: [
      CheckCommand.self, ImportCommand.self, ExportCommand.self, ConvertCommand.self,
      InspectCommand.self, TemplateCommand.self,
    ])
}
