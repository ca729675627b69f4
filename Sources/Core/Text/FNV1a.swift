/// FNV-1a in 64 bits: the same in every run and on every machine, unlike the hashes of the standard
/// library, and cheap for the short texts of tables.
///
/// No protection against people who choose their texts so that hashes meet: whoever looks up by it
/// compares the texts too. Fowler, Noll and Vo, draft-eastlake-fnv, 2 and 5.
///
/// Public because only public functions are inlined across modules; a call a byte is too much.
public struct FNV1a: Hashable, Sendable {
  @usableFromInline var state: UInt64

  /// The hash of nothing, the offset basis.
  @inlinable public init() { state = 0xCBF2_9CE4_8422_2325 }

  /// The hash so far.
  @inlinable public var value: UInt64 { state }

  /// The hash of bytes.
  @inlinable public static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.mix(bytes)
    return hash.value
  }

  /// Takes a byte.
  @inlinable public mutating func mix(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Takes bytes in their order.
  @inlinable public mutating func mix(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { mix(byte) }
  }
}
