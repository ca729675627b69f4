import SheetModel

/// What reading came to, pass by pass.
package struct FuzzOutcome: Sendable {
  /// One pass: the opening of a file, the rows of a sheet, its layout, an entry.
  struct Pass: Sendable {
    /// A number made of everything that was read.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    var layout: SheetLayout?
    var names: [DefinedName] = []
    var properties: DocumentProperties?
    var error: WorkbookError?

    /// A layout as text: slow, but only comparisons need it.
    var shownLayout: String { layout.map { "\($0)" } ?? "" }
  }

  private(set) var passes: [Pass] = []
  /// The rows or entries that were read.
  package var count = 0
  /// The errors met, one a pass at most.
  package var errors: [WorkbookError] { passes.compactMap(\.error) }

  /// Runs a pass and keeps its error; a broken promise goes on.
  mutating func pass(_ body: (inout Pass) throws -> Void) throws {
    var pass = Pass()
    do {
      try body(&pass)
    } catch let error as WorkbookError {
      pass.error = error
    }
    passes.append(pass)
  }

  /// Holds this outcome against that of the same bytes in pieces of another size.
  ///
  /// Of two faults in one part either may be met first; rows and refusals must be the same.
  /// - Throws: `BrokenPromise`.
  package func mustAgree(with other: FuzzOutcome) throws {
    guard passes.count == other.passes.count else {
      throw BrokenPromise("\(passes.count) and \(other.passes.count) passes")
    }
    for (one, another) in zip(passes, other.passes) {
      switch (one.error, another.error) {
      case (nil, nil):
        guard one.digest == another.digest, one.shownLayout == another.shownLayout,
          one.names == another.names, one.properties == another.properties
        else { throw BrokenPromise("other values in pieces of another size") }
      case (let first?, let second?):
        guard first.code == second.code || (first.isOfDamage && second.isOfDamage) else {
          throw BrokenPromise("\(first)\n\(second)")
        }
      case (let first, let second):
        throw BrokenPromise("only one fails: \(String(describing: first ?? second))")
      }
    }
  }
}

extension FuzzOutcome.Pass {
  /// Takes bytes into the digest (FNV-1a).
  mutating func take(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    digest = (digest ^ 0x1FF) &* 0x100_0000_01B3
  }

  /// Takes a number into the digest.
  mutating func take(_ number: Int) {
    digest = (digest ^ UInt64(bitPattern: Int64(number))) &* 0x100_0000_01B3
  }
}

extension WorkbookError {
  /// Whether the bytes are damaged, so that another fault may be met before this one.
  fileprivate var isOfDamage: Bool {
    switch code {
    case .truncated, .damagedArchive, .checksumMismatch, .malformedXML, .invalidEncoding,
      .limitExceeded, .malformedValue:
      true
    default: false
    }
  }
}

/// A reader did what its contract forbids.
package struct BrokenPromise: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
