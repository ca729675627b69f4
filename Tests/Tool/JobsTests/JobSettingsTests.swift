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

  @Test(arguments: [
    "cells", "cells=", "cells=0", "cells=-1", "cells=+1", "ô=5", "Cells=5", "=5", "cells=nhiều",
    "cells=1.5", "cells=M", "cells=64MB", "cells=9223372036854775808", "cells=9007199254740992K",
    "cells= 5", "",
  ])
  func aLimitThatIsNoneIsRefused(_ text: String) throws {
    let error = #expect(throws: InvalidSetting.self) {
      try JobSettings(limits: [text], environment: [:])
    }
    #expect(try #require(error).description.hasPrefix("\(text): "))
  }

  @Test func aLimitTakesUnitsOfPowersOfTwo() throws {
    let settings = try JobSettings(
      limits: ["entryBytes=64M", "totalBytes=2G", "lineBytes=3k"], environment: [:])
    #expect(settings.limits.entryBytes == 64 << 20)
    #expect(settings.limits.totalBytes == 2 << 30)
    #expect(settings.limits.lineBytes == 3 << 10)
  }

  @Test func aVariableThatIsNoLimitIsRefusedByItsOwnName() throws {
    let error = #expect(throws: InvalidSetting.self) {
      try JobSettings(environment: ["BIEU_LIMIT_CELLS": "nhiều"])
    }
    #expect(try #require(error).description.hasPrefix("BIEU_LIMIT_CELLS=nhiều: "))
  }

  @Test func everyLimitHasAVariable() {
    #expect(ReadLimits.Name.sharedStringBytes.variable == "BIEU_LIMIT_SHARED_STRING_BYTES")
    let names = Set(ReadLimits.Name.allCases.map(\.variable))
    #expect(names.count == ReadLimits.Name.allCases.count)
  }
}
