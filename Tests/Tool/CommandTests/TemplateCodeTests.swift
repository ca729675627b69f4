import Foundation
import TestSupport
import Testing

/// Templates whose codes would lead outputs out of their folder.
struct TemplateCodeTests {
  /// The shipped templates with one text replaced, in a folder two levels down.
  private func templates(
    _ scratch: TemporaryFolder, _ file: String, _ old: String, _ new: String
  ) throws -> String {
    let folder = scratch.url.appendingPathComponent("a/b/Templates")
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Repository.templates, to: folder)
    let broken = folder.appendingPathComponent(file)
    let text = try String(contentsOf: broken, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: broken)
    return folder.path
  }

  @Test func aFormIsNeverWrittenOutsideOfItsFolder() throws {
    let scratch = try TemporaryFolder()
    let templates = try templates(
      scratch, "tt13-2021/forms/TE-03.yml", "form: TE-03", "form: \"../../ESC\"")
    let lint = try ToolRun.bieu("template", "lint", "--templates", templates)
    #expect(lint.status == 78)
    #expect(lint.output.contains("tt13-2021/forms/TE-03.yml:"))
    #expect(lint.output.contains("“../../ESC” của “form” không phải mã"), "\(lint.output)")
    let build = try ToolRun.bieu(
      "template", "build", "--templates", templates, "-o", scratch.path("a/b/ra"))
    #expect(build.status == 78)
    #expect(scratch.names() == ["a"])
    #expect(TemporaryFolder.names(in: scratch.path("a/b")) == ["Templates"])
  }

  @Test func aMappingsNameIsACodeToo() throws {
    let scratch = try TemporaryFolder()
    let templates = try templates(
      scratch, "legacy/te-hcdb-2012.yml", "mapping: te-hcdb-2012", "mapping: \"../te-hcdb-2012\"")
    let lint = try ToolRun.bieu("template", "lint", "--templates", templates, "--lang", "en")
    #expect(lint.status == 78)
    #expect(lint.output.contains("“../te-hcdb-2012” of “mapping” is no code"), "\(lint.output)")
  }
}
