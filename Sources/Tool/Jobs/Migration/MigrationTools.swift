import Fingerprint
import FormModel
import Foundation
import Indicators
import LegacyText
import Migration
import SheetModel
import Text
import Units
import WorkbookIO

/// What all files of a migration are read with: templates, mappings, and the knowledge of old texts.
struct MigrationTools: Sendable {
  let library: TemplateLibrary
  let mappings: MappingReader
  let texts: LegacyTextModel
  let lookup: UnitLookup
  /// The SHA-256 over the names and bytes of all template files, but for the blank forms that are made
  /// from them.
  let templateDigest: String
  /// A fingerprint of everything that results depend on beside the files.
  let basis: String
  private let vocabulary: CleaningVocabulary

  /// Loads everything from the templates and further mapping files.
  ///
  /// `unit` (a code) and `period` are those of sheets whose mapping takes them from `option`.
  /// - Throws: `JobFailure` for what contradicts itself and for a unit or period that is none, and
  ///   what reading throws.
  init(
    mappings files: [String], unit: String? = nil, period: String? = nil, context: JobContext
  ) throws {
    let library = try context.templates()
    let folder = try context.templateFolder()
    let loaded = LegacyMappings.load(folder: folder, files: files, library: library)
    let words = CleaningVocabulary.load(folder: folder, openTable: JobContext.openTable)
    let errors = (loaded.problems + words.problems).filter { $0.severity == .error }
    guard errors.isEmpty else { throw JobFailure.templates(errors) }
    let options = MappingOptions(unit: unit, period: try period.map(ReportingPeriod.asked))
    if let unit, library.units.units(code: unit).isEmpty {
      throw JobFailure.notice(
        .unknownUnit(unit, on: nil, UnitAdvice(unit, on: options.period?.lastDay, library)),
        .usage)
    }
    self.library = library
    vocabulary = words.vocabulary
    mappings = MappingReader(loaded.mappings, library: library, options: options)
    texts = try LegacyTextModel(folder: folder)
    lookup = UnitLookup(library.units)
    templateDigest = Self.fingerprint(of: PathText.resolved(folder) ?? folder)
    basis = try Self.fingerprint(
      of: templateDigest, and: files, options, limits: context.settings.limits)
  }

  /// Opens an old file as it is stored; delimited text that is no UTF-8 is in some old encoding.
  /// - Throws: what `WorkbookOpener.open` throws.
  static func open(
    _ source: InputSource, name: String, limits: ReadLimits
  ) throws(WorkbookError) -> any WorkbookReader {
    var csv = CSVReadOptions()
    csv.isLegacy = true
    return try WorkbookOpener.open(source.bytes, name: name, csv: csv, limits: limits)
  }

  /// The migration of rows into a register form; nil for a form that is none.
  func register(form: String, set: String, workers: Int) -> RegisterMigration? {
    library.form(form, set: set).flatMap {
      RegisterMigration($0, library: library, vocabulary: vocabulary, workers: workers)
    }
  }

  /// The head lines of the clean register, the change log and the problems.
  ///
  /// All rows go into one file, so they are those of the first register form.
  var heads: (register: String, changes: String, problems: String) {
    registerForm.map(RegisterLines.heads) ?? ("", "", "")
  }

  /// The register form whose rows a migration writes.
  var registerForm: FormDefinition? { library.forms.first { $0.register != nil } }

  /// The fingerprint of the files of a template folder.
  private static func fingerprint(of folder: String) -> String {
    var fingerprint = Fingerprint()
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let templates = names.filter { name in
      let parts = name.split(separator: "/")
      return !parts.contains("blank") && !parts.contains { $0.hasPrefix(".") }
    }
    for name in templates.sorted() {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      fingerprint.update(name)
      data.withUnsafeBytes { fingerprint.update($0) }
    }
    return fingerprint.hexadecimal()
  }

  /// The fingerprint of the templates, the mapping files, the caller's options and the limits of
  /// reading.
  private static func fingerprint(
    of templates: String, and files: [String], _ options: MappingOptions, limits: ReadLimits
  ) throws -> String {
    var fingerprint = Fingerprint()
    for name in ReadLimits.Name.allCases { fingerprint.update("\(name)=\(limits[name])") }
    fingerprint.update(templates)
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw WorkbookError(.notFound, at: Place(file: file))
      }
      data.withUnsafeBytes { fingerprint.update($0) }
    }
    fingerprint.update("unit=\(options.unit ?? "") period=\(options.period?.description ?? "")")
    return fingerprint.hexadecimal()
  }
}

extension LegacyTextModel {
  /// The model of a template folder.
  /// - Throws: `notFound` and `invalidTemplate` with the file.
  init(folder: String) throws(WorkbookError) {
    func bytes(_ name: String) throws(WorkbookError) -> [UInt8] {
      let path = "\(folder)/legacy/\(name)"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw WorkbookError(.notFound, at: Place(file: path))
      }
      return [UInt8](data)
    }
    // A folder of an older state has no pairs.
    let pairs = FileManager.default.contents(atPath: "\(folder)/legacy/pairs.csv")
    try self.init(
      syllables: bytes("syllables.csv"), halfConverted: bytes("half-converted.csv"),
      pairs: pairs.map { [UInt8]($0) } ?? [])
  }
}
