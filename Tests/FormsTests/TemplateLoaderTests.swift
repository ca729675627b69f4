import Forms
import Indicators
import Testing

@Suite struct TemplateLoaderTests {
  @Test func theShippedTemplatesHaveNoProblem() {
    let (_, problems) = ShippedTemplates.load()
    for problem in problems {
      Issue.record("\(problem.file):\(problem.line ?? 0) \(problem.code) \(problem.kind)")
    }
  }
}
