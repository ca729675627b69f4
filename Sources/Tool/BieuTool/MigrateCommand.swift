import ArgumentParser

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Di trú dữ liệu cũ / bring old workbooks across, with proof.",
    subcommands: [
      MigrateRunCommand.self, MigrateInspectCommand.self, MigrateTextCommand.self,
      MigrateForgetCommand.self,
    ],
    defaultSubcommand: MigrateRunCommand.self,
    aliases: ["ditru"])
}
