import SheetModel

/// The error of a piece of work; nil when it goes well, or fails with another error.
package func failure<T>(_ work: () throws -> T) -> WorkbookError? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? WorkbookError
  }
}
