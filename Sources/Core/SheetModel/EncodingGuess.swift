/// What the bytes of delimited text that is no UTF look like.
///
/// Nothing in such a file says what it is in: the encoding is a guess by how its bytes stand
/// together, and programs say which they took and how sure that is.
public struct EncodingGuess: Hashable, Sendable {
  /// The encodings that the bytes may be in.
  public enum Candidate: String, Sendable, CaseIterable {
    /// The Vietnamese "ANSI" of Windows.
    case windows1258 = "CP1258"
    /// TCVN 5712, as the `.Vn…` fonts show it.
    case tcvn3 = "TCVN3"
    /// VNI-Windows.
    case vni = "VNI"
    /// The western code page, for text that is not Vietnamese.
    case windows1252 = "CP1252"
  }

  /// The likeliest.
  public var likeliest: Candidate
  /// How sure that is, from 0 to 1.
  public var confidence: Double

  /// A guess.
  public init(likeliest: Candidate, confidence: Double) {
    self.likeliest = likeliest
    self.confidence = confidence
  }

  /// How sure it is in whole per cent, never all.
  public var percent: Int { min(99, max(0, Int((confidence * 100).rounded()))) }
}
