import Glibc
import SheetModel
import Text

/// A file that is put into its place when it is whole: never half a file.
///
/// Until `commit`, whatever stood at the path is untouched; a sink that is dropped before leaves
/// nothing behind, and what a killed process could leave is removed by the next output to the same
/// folder. An overwritten file keeps its permissions. Nothing is written through a symbolic link, nor
/// over a file that the run reads.
public final class FileSink: ByteSink {
  /// The path as it was given.
  public let path: String
  private let overwrites: Bool
  private let folder: OutputFolder?
  private let file: UnfinishedFile
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var isClosed = false

  /// How an output stands to what is there.
  package struct Manner: Sendable {
    /// Whether a file that is there is replaced.
    package var overwrites = false
    /// Whether the folder it is to be in is made, which goes again with a sink that is dropped.
    package var makesFolder = false
    /// Whether file and made folders are their owner's alone from the first moment: for what may
    /// hold values of children.
    package var isPrivate = false
    /// Whether a private file that replaces another keeps that one's permissions, as its owner set
    /// them.
    package var keepsPermissions = true
    /// The folder that was named for all outputs: no link below it is followed.
    package var root: String?
    /// The files that the run reads.
    package var inputs = ProtectedFiles()

    /// A new file in a folder that is there.
    package init() {}

    /// An output of a job over `inputs`.
    package init(
      overwrites: Bool, makesFolder: Bool = false, isPrivate: Bool = false, root: String? = nil,
      inputs: ProtectedFiles = ProtectedFiles()
    ) {
      self.overwrites = overwrites
      self.makesFolder = makesFolder
      self.isPrivate = isPrivate
      self.root = root
      self.inputs = inputs
    }
  }

  /// Begins a file; with `makesFolder` also the folder it is to be in, which goes again with a
  /// sink that is dropped.
  ///
  /// - Throws: `outputExists` where a file stands and overwriting was not asked for; `uncreatable`
  ///   with what is there instead of a file, or with the system's words. Both have the path.
  public convenience init(
    path: String, overwrites: Bool = false, makesFolder: Bool = false
  ) throws(WorkbookError) {
    try self.init(path: path, Manner(overwrites: overwrites, makesFolder: makesFolder))
  }

  /// The same with everything else that concerns what is there; `nameless` is false on file systems
  /// that want a name for every file.
  /// - Throws: as above; `outputExists` with `input` for a file that the run reads.
  package init(
    path: String, _ manner: Manner, nameless: Bool = true
  ) throws(WorkbookError) {
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.last != UInt8(ascii: "/") else {
      throw WorkbookError(.uncreatable, at: Place(path: path))
    }
    let there = try Self.looked(at: path, manner)
    let parent = PathText.folder(of: path)
    folder =
      manner.makesFolder
      ? try OutputFolder(parent, below: manner.root, isPrivate: manner.isPrivate) : nil
    guard
      let file = UnfinishedFile(in: parent, nameless: nameless, isPrivate: manner.isPrivate)
    else { throw SystemError.last.creating(path) }
    if let there, manner.keepsPermissions || !manner.isPrivate {
      guard fchmod(file.descriptor, there.status.permissions) == 0 else {
        throw SystemError.last.creating(path)
      }
    } else if manner.isPrivate, !file.isPrivate {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "no private files here")
    }
    self.path = path
    overwrites = manner.overwrites
    self.file = file
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  /// What is to be replaced; nil for nothing.
  private static func looked(
    at path: String, _ manner: Manner
  ) throws(WorkbookError) -> PathStatus? {
    if let root = manner.root { try OutputLinks.refuse(in: path, below: root) }
    guard let link = PathStatus(path, followsLink: false) else { return nil }
    guard let there = PathStatus(path) else {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "dangling link")
    }
    guard there.isFile else {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: there.kindName)
    }
    // Told first: `--force` would not help.
    guard !manner.inputs.contains(path) else {
      throw WorkbookError(.outputExists, at: Place(path: path), found: "input")
    }
    guard !link.isLink else {
      throw WorkbookError(.uncreatable, at: Place(path: path), found: "link")
    }
    guard manner.overwrites else { throw WorkbookError(.outputExists, at: Place(path: path)) }
    return there
  }

  deinit {
    buffer.deallocate()
    file.discard()
    folder?.removeIfEmpty()
  }

  /// Takes all bytes, in order.
  /// - Throws: `unwritable` with the path when the system refuses.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
    if bytes.count > buffer.count - filled { try flush() }
    guard bytes.count <= buffer.count else {
      guard writeAll(bytes, to: file.descriptor) else { throw SystemError.last.writing(path) }
      return
    }
    guard let base = buffer.baseAddress, let source = bytes.baseAddress else { return }
    (base + filled).copyMemory(from: source, byteCount: bytes.count)
    filled += bytes.count
  }

  /// Puts the file into its place; nothing may be written afterwards.
  /// - Throws: `unwritable`, or `outputExists` where a file has appeared in the meantime.
  public func commit() throws(WorkbookError) {
    guard !isClosed else { return }
    try flush()
    let failure = file.finish(as: path, overwriting: overwrites)
    guard failure == 0 else {
      file.discard()
      isClosed = true
      if failure == EEXIST { throw WorkbookError(.outputExists, at: Place(path: path)) }
      throw SystemError(number: failure).writing(path)
    }
    isClosed = true
  }

  private func flush() throws(WorkbookError) {
    guard !isClosed else {
      throw WorkbookError(.unwritable, at: Place(path: path), found: "closed")
    }
    guard filled > 0 else { return }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    guard writeAll(bytes, to: file.descriptor) else { throw SystemError.last.writing(path) }
    filled = 0
  }
}
