import SheetModel
import Testing
import XML

@Suite struct SystemMemoryTests {
  @Test func aBlockThatTheSystemCannotGiveIsRefusedNotATrap() throws {
    try SystemMemory.require(0)
    try SystemMemory.require(64 << 20)
    let error = #expect(throws: WorkbookError.self) { try SystemMemory.require(1 << 60) }
    #expect(error?.code == .outOfResources)
  }
}
