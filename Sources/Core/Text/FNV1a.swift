/// FNV-1a in 64 bits: the same in every run and on every machine, unlike the hashes of the standard
/// library, and cheap for the short texts of tables.
///
/// Nothing against people who choose their texts so that hashes meet: whoever looks up by it
/// compares the texts too. Fowler, Noll and Vo, draft-eastlake-fnv, 2 and 5.
package struct FNV1a: Hashable, Sendable {
  /// The hash so far.
  @usableFromInline package internal(set) var value: UInt64

  /// The hash of nothing, the offset basis.
  @inlinable package init() { value = 0xCBF2_9CE4_8422_2325 }

  /// The hash of bytes.
  @inlinable package static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.mix(bytes)
    return hash.value
  }

  /// Takes a byte.
  @inlinable package mutating func mix(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Takes bytes in their order.
  @inlinable package mutating func mix(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
  }
}
