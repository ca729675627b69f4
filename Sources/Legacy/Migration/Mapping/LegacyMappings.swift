import Fingerprint
import FormModel
import Templates

/// All mappings that a run knows: those of the templates, then those that are named by path.
public struct LegacyMappings: Sendable {
  /// The mappings, those of the templates by name first.
  public var mappings: [LegacyMapping]

  /// Mappings from a list.
  public init(_ mappings: [LegacyMapping]) { self.mappings = mappings }

  /// Reads `legacy/*.yml` of a template folder and further files; nothing is thrown.
  ///
  /// Whatever is wrong is gathered with file and line; a mapping with an error is not for use. A file
  /// given by path replaces a mapping of the same name.
  public static func load(
    folder: String, files: [String] = [], library: TemplateLibrary
  ) -> (mappings: LegacyMappings, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let reading = MappingReading(library: library, targets: MappingTargets(library), log: log)
    var mappings: [LegacyMapping] = []
    for name in TemplateFiles.names(in: "\(folder)/legacy") where name.hasSuffix(".yml") {
      let file = "legacy/\(name)"
      if let yaml = TemplateFiles.text(of: "\(folder)/\(file)", named: file, log),
        let mapping = reading.mapping(yaml: yaml, file: file)
      {
        mappings.append(mapping.named(by: yaml))
      }
    }
    var given: [String: String] = [:]
    for file in files {
      guard let yaml = TemplateFiles.text(of: file, named: file, log),
        let mapping = reading.mapping(yaml: yaml, file: file)
      else { continue }
      if let first = given.updateValue(file, forKey: mapping.id) {
        log.report(
          .duplicate(.mapping, id: mapping.id, firstFile: first, firstLine: 1), file: file, line: 1)
        continue
      }
      mappings.removeAll { $0.id == mapping.id }
      mappings.append(mapping.named(by: yaml))
    }
    return (LegacyMappings(mappings), log.problems)
  }

  /// Reads the YAML text of one mapping; for tests and for what is not in a file yet.
  public static func mapping(
    yaml: String, file: String, library: TemplateLibrary
  ) -> (mapping: LegacyMapping?, problems: [TemplateProblem]) {
    let log = TemplateProblemLog()
    let reading = MappingReading(library: library, targets: MappingTargets(library), log: log)
    let mapping = reading.mapping(yaml: yaml, file: file)
    return (mapping, log.problems)
  }
}

extension LegacyMapping {
  /// The mapping with the digest of its text, which is its file's to the byte.
  fileprivate func named(by yaml: String) -> LegacyMapping {
    var fingerprint = Fingerprint()
    var text = yaml
    text.withUTF8 { fingerprint.update(UnsafeRawBufferPointer($0)) }
    var mapping = self
    mapping.sha256 = fingerprint.hexadecimal()
    return mapping
  }
}
