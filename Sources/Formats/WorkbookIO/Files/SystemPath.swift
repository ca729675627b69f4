import Glibc
import SheetModel
import Text

/// Calls the system with the bytes that a path stands for.
func withSystemPath<Result>(_ path: String, _ call: (UnsafePointer<CChar>) -> Result) -> Result {
  let bytes = PathText.bytes(of: path) + [0]
  return bytes.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { text in
      text.baseAddress.map(call) ?? call("")
    }
  }
}

extension PathText {
  /// The path without links, `.` and `..` of something that is there; nil for what is not.
  package static func resolved(_ path: String) -> String? {
    guard !path.isEmpty, let real = withSystemPath(path, { realpath($0, nil) }) else { return nil }
    defer { free(real) }
    return string(
      of: UnsafeBufferPointer(start: real, count: strlen(real)).map(UInt8.init(bitPattern:)))
  }

  /// The path of something that need not be there: its folder without links where that is there, and
  /// its name; `-` stays.
  package static func place(_ path: String) -> String {
    guard path != "-" else { return path }
    if let resolved = resolved(path) { return resolved }
    let above = folder(of: path)
    return join(resolved(above.isEmpty ? "." : above) ?? above, lastName(of: path))
  }

  /// The path of something below a folder, given by its resolved path, from that folder on; nil
  /// where it is elsewhere, not there, or the folder itself.
  package static func below(_ folder: String, _ path: String) -> String? {
    guard let path = resolved(path) else { return nil }
    let base = Array((folder == "/" ? folder : folder + "/").utf8)
    let utf8 = path.utf8
    guard utf8.starts(with: base) else { return nil }
    return String(Substring(utf8.dropFirst(base.count)))
  }
}

/// What the system says of a path.
package struct PathStatus {
  /// A file by what it is, whatever its name: device and number.
  package struct Identity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  let status: stat

  /// Looks a path up, or the link itself that it is; nil where there is nothing, or none may look.
  package init?(_ path: String, followsLink: Bool = true) {
    var status = stat()
    let failure = withSystemPath(path) { followsLink ? stat($0, &status) : lstat($0, &status) }
    guard !path.isEmpty, !path.utf8.contains(0), failure == 0 else { return nil }
    self.status = status
  }

  /// What it is.
  package var identity: Identity { Identity(status) }
  /// When its bytes were last changed, in UTC, by its folder's word; nil for no moment of a calendar.
  package var modified: CivilDateTime? {
    let (time, overflow) = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1000)
    guard !overflow, (-62_135_596_800_000..<253_402_300_800_000).contains(time) else { return nil }
    return CivilDateTime(milliseconds: time)
  }
  /// Whether it is a folder.
  package var isFolder: Bool { status.isFolder }
  /// Whether it is a regular file.
  package var isFile: Bool { status.isRegularFile }
  /// Whether it is a symbolic link.
  package var isLink: Bool { status.st_mode & S_IFMT == S_IFLNK }
  /// What it is instead of a file, in one word.
  package var kindName: Evidence { status.kindName }
  /// Whether it belongs to the user whom this process acts for.
  package var isOurs: Bool { status.st_uid == geteuid() }
}

/// The files that a run reads, by what they are: none of its outputs may be one of them.
package struct ProtectedFiles: Sendable {
  private let files: Set<PathStatus.Identity>

  /// No files.
  package init() { files = [] }

  /// The files at paths; what is not there needs no protection.
  package init(_ paths: some Sequence<String>) {
    files = Set(paths.lazy.filter { $0 != "-" }.compactMap { PathStatus($0)?.identity })
  }

  /// Whether a path names one of the files, by whatever name or link.
  package func contains(_ path: String) -> Bool {
    !files.isEmpty && PathStatus(path).map { files.contains($0.identity) } ?? false
  }
}
