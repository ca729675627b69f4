import Jobs
import SheetModel
import Testing

struct JobSettingsTests {
  @Test func limitsComeFromOptionsOverVariablesOverDefaults() throws {
    let settings = try JobSettings(
      limits: ["cells=7"], environment: ["BIEU_LIMIT_CELLS": "5", "BIEU_LIMIT_ENTRY_BYTES": "99"])
    #expect(settings.limits.cells == 7)
    #expect(settings.limits.entryBytes == 99)
    #expect(settings.limits.rows == ReadLimits().rows)
  }

  @Test(arguments: ["cells", "cells=", "cells=0", "cells=-1", "ô=5", "cells=nhiều"])
  func aLimitThatIsNoneIsRefused(_ text: String) {
    #expect(throws: InvalidSetting.self) { try JobSettings(limits: [text], environment: [:]) }
  }

  @Test func everyLimitHasAVariable() {
    #expect(
      JobSettings.variable(of: .sharedStringBytes) == "BIEU_LIMIT_SHARED_STRING_BYTES")
    let names = Set(ReadLimits.Name.allCases.map(JobSettings.variable(of:)))
    #expect(names.count == ReadLimits.Name.allCases.count)
  }
}
