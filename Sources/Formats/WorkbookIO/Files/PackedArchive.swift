import SheetModel
import Text
import Zip

/// A zip archive of files, such as one that an office sends its forms in: an input like a folder.
///
/// Its directory is read once; the archive is opened again for each of its files, and must still be
/// what it was. No name in it is ever a path on disk.
package final class PackedArchive: Sendable {
  /// A file in the archive.
  package struct Member: Sendable {
    /// The name as the archive has it, its parts between slashes.
    package let name: String
    /// The same as a path that stays below whatever folder it is put into, unlike all others of the
    /// archive.
    package let path: String
    fileprivate let entry: ZipEntry
  }

  /// The path of the archive.
  package let path: String
  /// The files in the order of their paths' bytes; folders are left out.
  package let members: [Member]
  private let version: FileVersion

  /// Files of so many bytes are held in memory, longer ones in a private temporary file.
  private static let most = 8 << 20

  /// Reads the directory; nil for a file that is no zip archive, and for a workbook or another
  /// document that is one.
  /// - Throws: what opening the file and reading the archive throws.
  package init?(path: String, limits: ReadLimits) throws(WorkbookError) {
    let file = try FileSource(path: path)
    guard FormatDetection.isArchive(try file.prefix(4)) else { return nil }
    let archive = try ZipArchive(file, limits: limits)
    guard try Self.isOfFiles(archive) else { return nil }
    self.path = path
    version = file.version
    var taken: [PathKey: Int] = [:]
    let named = archive.entries.filter { !Self.isFolder($0) }
      .map { (PathKey(Self.parts(of: $0.givenName).joined(separator: "/")), $0) }
      .sorted { $0.0 < $1.0 }
    members = named.map { name, entry in
      Member(name: name.path, path: Self.place(name.path, &taken), entry: entry)
    }
  }

  /// Whether an archive declares itself to be no document.
  private static func isOfFiles(_ archive: ZipArchive) throws(WorkbookError) -> Bool {
    do {
      _ = try PackageKind.format(of: archive)
      return false
    } catch {
      guard error.code == .unknownFormat, error.found == "zip" else { return false }
      return OtherPackage.name(of: archive) == "zip"
    }
  }

  private static func isFolder(_ entry: ZipEntry) -> Bool {
    [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(entry.givenName.utf8.last)
  }

  /// The parts of a name; some programs write backslashes (APPNOTE 4.4.17 wants slashes).
  private static func parts(of name: String) -> [String] {
    name.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      .map { String(Substring($0)) }.filter { $0 != "." }
  }

  /// A path of names that each are a file's on every system.
  private static func place(_ name: String, _ taken: inout [PathKey: Int]) -> String {
    var parts = PathText.names(of: name)
    let last = parts.popLast() ?? ""
    let suffix = PathText.suffix(of: last)
    let stem = suffix.isEmpty ? last : String(Substring(last.utf8.dropLast(suffix.utf8.count + 1)))
    let folder = parts.map { FileName.plain($0, unnamed: "_") }.joined(separator: "/")
    let end = suffix.isEmpty ? "" : "." + FileName.plain(suffix, unnamed: "_")
    let plain = FileName.plain(stem, unnamed: "_")
    let wanted = PathText.join(folder, plain + end)
    var path = wanted
    while let number = taken[PathKey(path)] {
      // The next number of a name stands beside it, so that alike names cost no search.
      let next = taken[PathKey(wanted), default: number] + 1
      taken[PathKey(wanted)] = next
      path = PathText.join(folder, "\(plain) (\(next))\(end)")
    }
    taken[PathKey(path)] = 1
    return path
  }

  /// The bytes that some of the files inflate to, as the archive states; reading holds them to it.
  package func bytes(of indexes: [Int]) -> Int {
    indexes.reduce(0) { sum, index in
      let (next, overflow) = sum.addingReportingOverflow(members[index].entry.uncompressedSize)
      return overflow ? .max : next
    }
  }

  /// A file's bytes, apart from the archive.
  /// - Throws: `changedWhileRead` for an archive that is not what it was, `limitExceeded` for
  ///   `entryBytes`, what reading an entry throws, and what a temporary file throws.
  func open(_ index: Int, limits: ReadLimits) throws(WorkbookError) -> any ByteSource {
    let file = try FileSource(path: path)
    guard file.version == version else {
      throw WorkbookError(.changedWhileRead, at: Place(path: path))
    }
    let entry = members[index].entry
    do throws(WorkbookError) {
      let archive = ZipArchive(file, entries: [entry], limits: limits)
      let source = try Self.copy(of: try archive.open(entry), bytes: entry.uncompressedSize)
      try file.checkUnchanged()
      return source
    } catch {
      // What is read of a file in motion says nothing of it.
      try file.checkUnchanged()
      var error = error
      // The name of the file is the place; it is no part of a workbook.
      error.place.part = nil
      throw error
    }
  }

  private static func copy(
    of reader: ZipEntryReader, bytes size: Int
  ) throws(WorkbookError) -> any ByteSource {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, min(size, 1 << 20)), alignment: 16)
    defer { buffer.deallocate() }
    let spool = size > most ? SpoolFile(beside: nil) : nil
    var memory: [UInt8] = []
    if spool == nil { memory.reserveCapacity(size) }
    while true {
      let count = try reader.read(into: buffer)
      guard count > 0 else { break }
      if let spool {
        try spool.append(Array(buffer[..<count]))
      } else {
        memory.append(contentsOf: buffer[..<count])
      }
    }
    return try spool?.source() ?? MemorySource(memory)
  }
}

/// One file in an archive of files.
public struct PackedFile: Sendable, Equatable {
  /// The archive.
  package let archive: PackedArchive
  private let index: Int

  /// A file by its place among the archive's members.
  package init(_ archive: PackedArchive, _ index: Int) {
    self.archive = archive
    self.index = index
  }

  /// The archive's path, and behind it the name in the archive.
  package var name: String { PathText.join(archive.path, archive.members[index].name) }

  /// The path below whatever folder the archive's files are put into.
  package var path: String { archive.members[index].path }

  /// The bytes, apart from the archive.
  /// - Throws: what `PackedArchive` says.
  package func open(limits: ReadLimits) throws(WorkbookError) -> any ByteSource {
    try archive.open(index, limits: limits)
  }

  /// The same member of one archive's reading.
  public static func == (a: PackedFile, b: PackedFile) -> Bool {
    a.index == b.index && a.archive === b.archive
  }
}
