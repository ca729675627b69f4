import FormModel
import Indicators
import Layout
import SheetModel
import Text
import WorkbookIO

/// Makes every form blank, without unit and period, as XLSX and ODS.
public struct TemplateBuildJob: Sendable {
  /// The folder that gets the forms.
  public var output: String
  /// The forms by identity; empty takes all.
  public var forms: [String]
  /// Whether outputs that are there are replaced.
  public var overwrites: Bool
  /// What all jobs are told.
  public var settings: JobSettings

  /// A build of blank forms.
  public init(
    output: String, forms: [String] = [], overwrites: Bool = false, settings: JobSettings
  ) {
    self.output = output
    self.forms = forms
    self.overwrites = overwrites
    self.settings = settings
  }

  /// Writes `FORM.xlsx` and `FORM.ods` for each form.
  public func run() -> ExitStatus {
    let context = JobContext(settings: settings)
    return context.finish {
      let library = try context.templates()
      for form in forms where library.form(form) == nil {
        throw JobFailure.notice(.unknownForm(form, known: library.forms.map(\.id)), .usage)
      }
      let folder = PathText.join(output, "")
      for form in library.forms where forms.isEmpty || forms.contains(form.id) {
        let request = FormRequest(
          definition: form, breakdowns: library.set(form.set)?.breakdowns ?? [])
        let workbook = FormWorkbook([request])
        for format in [WorkbookFormat.xlsx, .ods] {
          let path = folder + FileName.safe(form.id, suffix: format.rawValue)
          try FormTarget.write(
            workbook, to: path, as: format,
            FileSink.Manner(overwrites: overwrites, makesFolder: true, root: folder))
          context.say(.formWritten(output: path, forms: 1))
        }
      }
      return .fine
    }
  }
}
