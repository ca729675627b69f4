import FormModel
import SheetModel

extension Finding {
  /// What a sheet says of its identity, as a finding repeats it.
  public struct Statement: Sendable, Hashable {
    /// The piece of identity.
    public var field: IdentityField
    /// The canonical value: a unit's code, a period such as `2026H1`; else what may be repeated.
    public var value: Evidence
    /// What may be repeated of the text.
    public var text: Evidence
    /// Where it stands.
    public var source: IdentityClaim.Source
    /// The cell, for statements in the sheet itself.
    public var address: CellAddress?

    /// A statement as far as it may be repeated.
    public init(_ claim: IdentityClaim) {
      field = claim.field
      text = Evidence(claim)
      value = Evidence(valueOf: claim, else: text)
      source = claim.source
      address = claim.address
    }
  }
}
