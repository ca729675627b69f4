import Fingerprint
import SheetModel
import Text
import WorkbookIO

/// The bytes of one input with the name that messages show.
struct InputSource: Sendable {
  let name: String
  let bytes: any ByteSource
  /// The file, where it is read in pieces and could be written to meanwhile.
  private let file: FileSource?

  /// The most bytes of a file that is read at once, which is cheaper than piece by piece.
  private static let smallFile = 1 << 20

  /// Opens an input of a list.
  /// - Throws: the obstacle that it is, or what opening or reading throws, with the name.
  init(_ input: InputList.Input, limits: ReadLimits) throws(WorkbookError) {
    switch input {
    case .obstacle(_, let error): throw error
    case .file(let path): try self.init(path, limits: limits)
    case .standardInput: try self.init("-", limits: limits)
    case .packed(let packed):
      let name = input.name
      do throws(WorkbookError) {
        self.init(name: name, copy: try packed.open(limits: limits))
      } catch {
        throw error.located(in: Place(file: name))
      }
    }
  }

  /// Bytes that nobody else can write to.
  private init(name: String, copy: any ByteSource) {
    self.name = name
    bytes = copy
    file = nil
  }

  /// Opens a path, or reads standard input for `-`; one that `spools` keeps little of that in memory.
  /// - Throws: what opening or reading throws, with the name.
  init(_ path: String, limits: ReadLimits, spools: Bool = false) throws(WorkbookError) {
    name = PathText.shown(path)
    do {
      guard path != "-" else {
        bytes =
          spools
          ? try StandardInput.spooled(limits: limits) : try StandardInput.read(limits: limits)
        file = nil
        return
      }
      let opened = try FileSource(path: path)
      let isSmall = opened.size <= Self.smallFile
      bytes = isSmall ? MemorySource(try opened.bytes()) : opened
      file = isSmall ? nil : opened
    } catch {
      throw error.located(in: Place(file: name))
    }
  }

  /// Does work that reads the input, and gives what it came to only where the input was one and the
  /// same file all along.
  ///
  /// What a file in motion looks like, whole or broken, says nothing of it.
  /// - Throws: `changedWhileRead`, else what the work throws.
  func whole<Result>(
    _ work: () throws(WorkbookError) -> Result
  ) throws(WorkbookError) -> Result {
    let result: Result
    do {
      result = try work()
    } catch {
      try checkUnchanged()
      throw error
    }
    try checkUnchanged()
    return result
  }

  /// The same for a job with failures of its own; one that writes asks for itself before its output
  /// gets a name, and is not asked again behind it.
  /// - Throws: `changedWhileRead`, else what the job throws.
  func wholeJob(asksItself: Bool = false, _ job: () throws -> Void) throws {
    do {
      try job()
    } catch {
      try checkUnchanged()
      throw error
    }
    if !asksItself { try checkUnchanged() }
  }

  /// Does work that asks for itself before an output gets its name; where it fails, it is asked why.
  /// - Throws: `changedWhileRead`, else what the work throws.
  func explaining(_ work: () throws(WorkbookError) -> Void) throws(WorkbookError) {
    do {
      try work()
    } catch {
      try checkUnchanged()
      throw error
    }
  }

  /// Finds out whether the input is still what was opened, before anything is made of it.
  /// - Throws: `changedWhileRead`.
  func checkUnchanged() throws(WorkbookError) { try file?.checkUnchanged() }

  /// The SHA-256 of all bytes in lower-case hexadecimal.
  func sha256() throws(WorkbookError) -> String {
    var fingerprint = Fingerprint()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var offset = 0
    while offset < bytes.size {
      let count = try bytes.read(at: offset, into: chunk)
      guard count > 0 else { break }
      fingerprint.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      offset += count
    }
    return fingerprint.hexadecimal()
  }
}
