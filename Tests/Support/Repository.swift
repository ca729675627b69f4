import Foundation

/// Where the files of this repository lie.
package enum Repository {
  /// The folder with `Package.swift`.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The templates that ship.
  package static let templates = root.appendingPathComponent("Templates")

  /// A small input that once passed with a wrong verdict, `Tests/Cases/<name>`; its README says what
  /// each must come to.
  package static func sampleCase(_ name: String) -> URL {
    root.appendingPathComponent("Tests/Cases/\(name)")
  }
}
