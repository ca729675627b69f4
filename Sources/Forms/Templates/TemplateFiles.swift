import FormModel
import Foundation
import SheetModel

/// The files of a template folder, and of files given by path, read with everything wrong reported.
package struct TemplateFiles {
  /// The folder.
  package let folder: String
  /// Opens the rows of the CSV table at a path.
  package let openTable: TemplateLoader.TableOpening
  /// Where problems go.
  package let log: TemplateProblemLog

  /// The files of a folder.
  package init(
    folder: String, openTable: @escaping TemplateLoader.TableOpening, log: TemplateProblemLog
  ) {
    self.folder = folder
    self.openTable = openTable
    self.log = log
  }

  /// The most bytes of a YAML file: every node of it is kept and costs a hundredfold.
  private static let mostYAML = 1 << 20
  /// The most bytes of a table; all communes of the country take one.
  private static let mostTable = 4 << 20

  /// The records of a table of the folder; none where it cannot be read.
  package func records(of file: String, columns: [String]) -> [TemplateTable.Record] {
    let path = "\(folder)/\(file)"
    guard Self.isFile(path, named: file, upTo: Self.mostTable, log) else { return [] }
    if let bytes = FileManager.default.contents(atPath: path), bytes.count <= Self.mostTable,
      let records = TemplateTable.plainRecords(
        of: Array(bytes), file: file, columns: columns, log: log)
    {
      return records
    }
    do {
      return try TemplateTable.records(
        of: openTable(path), file: file, columns: columns, log: log)
    } catch {
      let reason = WorkbookError(error.code, found: error.found)
      log.report(.unreadableFile(reason), file: file, line: error.place.line)
      return []
    }
  }

  /// The text of a YAML file of the folder; nil where it cannot be read.
  package func text(of file: String) -> String? {
    Self.text(of: "\(folder)/\(file)", named: file, log)
  }

  /// Whether something of that name is in the folder.
  package func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(file)")
  }

  /// The names in a folder of the folder; none where there is no such folder.
  package func names(in path: String) -> [String] { Self.names(in: "\(folder)/\(path)") }

  /// The text of the YAML file at a path, which problems name otherwise; nil where it cannot be
  /// read.
  package static func text(
    of path: String, named file: String, _ log: TemplateProblemLog
  ) -> String? {
    guard isFile(path, named: file, upTo: mostYAML, log) else { return nil }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      log.report(.unreadableFile(WorkbookError(.unreadable)), file: file, line: nil)
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      log.report(.unreadableFile(WorkbookError(.invalidEncoding)), file: file, line: nil)
      return nil
    }
    return text
  }

  /// The names in a folder, in order, but for hidden ones; none where there is no such folder.
  package static func names(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Whether a file is one, and no larger than a template needs to be; a problem where it is not.
  private static func isFile(
    _ path: String, named file: String, upTo most: Int, _ log: TemplateProblemLog
  ) -> Bool {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    // Whoever opens what is not there says so.
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return true
    }
    let isFile = attributes[.type] as? FileAttributeType == .typeRegular
    guard isFile, let size = attributes[.size] as? Int, size <= most else {
      let reason =
        isFile
        ? WorkbookError(.unreadable, found: "more than \(most) bytes") : WorkbookError(.notAFile)
      log.report(.unreadableFile(reason), file: file, line: nil)
      return false
    }
    return true
  }
}
