import Testing

@testable import WorkbookIO

/// What the process was started with, told twice.
@Suite struct ProcessArgumentsTests {
  @Test func theStackSaysWhatTheSystemSays() throws {
    let told = try #require(ProcessArguments.told)
    #expect(ProcessArguments.stacked == told)
    #expect(ProcessArguments.raw == Array(told.dropFirst()))
    #expect(told.map { String(decoding: $0, as: UTF8.self) } == CommandLine.arguments)
  }
}
