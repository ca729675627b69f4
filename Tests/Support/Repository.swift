import Foundation

/// Where the files of this repository lie.
package enum Repository {
  /// The folder with `Package.swift`.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The templates that ship.
  package static let templates = root.appendingPathComponent("Templates")
}
