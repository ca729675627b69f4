import ArgumentParser
import Foundation
import Jobs

@main
enum Program {
  static func main() {
    if let status = ProgramStart.prepare() { exit(status.rawValue) }
    guard let arguments = ProgramStart.arguments() else {
      exit(ExitStatus.outOfResources.rawValue)
    }
    do {
      var command = try BieuCommand.parseAsRoot(arguments)
      try command.run()
    } catch  where BieuCommand.exitCode(for: error) == .success {
      // Help and version, which are data that may fail to be written.
      exit(ProgramStart.show(BieuCommand.fullMessage(for: error)).rawValue)
    } catch {
      BieuCommand.exit(withError: error)
    }
  }
}

struct BieuCommand: ParsableCommand {
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
      InspectCommand.self, MigrateCommand.self, TemplateCommand.self, UnitsCommand.self,
    ])
}
