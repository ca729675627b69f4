/// What a message may repeat of what was found, and never a value of a person.
///
/// A sentence of the tool says places: file, sheet, cell, what belongs there. What it repeats beside
/// them is a value of this type, and no text of a cell becomes one by itself. The ways in are texts
/// of this program (literals), facts without free text (`NeutralFact`), names of things that are no
/// content of a cell (`Name`), and texts that are looked at first: figures, addresses and codes by
/// their shape, errors by their known names. Of whatever else was found only the length is kept.
public struct Evidence: Sendable, Hashable {
  /// What may be repeated; empty for nothing, and where it is withheld.
  public let text: String
  /// What was found instead; nil where `text` is all of it.
  public let withheld: Withheld?

  private init(_ text: String, _ withheld: Withheld?) {
    self.text = text
    self.withheld = withheld
  }

  /// Nothing.
  public static let none = Evidence("", nil)

  /// Whether there is nothing to be said, not even how long it is.
  public var isEmpty: Bool { text.isEmpty && withheld == nil }

  /// Something of which only the length is told, and what belongs in its place.
  public static func withheld(
    characters: Int, expected: Withheld.Expected = .anything
  ) -> Evidence {
    Evidence("", Withheld(expected: expected, characters: characters))
  }

  /// The same of a text; an empty one is nothing.
  public static func withheld(
    _ text: String, expected: Withheld.Expected = .anything
  ) -> Evidence {
    text.isEmpty ? .none : .withheld(characters: text.count, expected: expected)
  }

  /// A text that has passed the judgement of its kind; only the files of this folder ask for it.
  init(judged text: String) { self.init(text, nil) }
}

/// Something that is told by its length alone.
public struct Withheld: Sendable, Hashable, Codable {
  /// What belongs where it stands.
  public enum Expected: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing that could be named.
    case anything
    /// The number of a text in the table of shared texts.
    case sharedText
    /// The address of a cell, such as `B5`.
    case cellReference
    /// The number of a row.
    case rowNumber
  }

  /// What belongs there.
  public var expected: Expected
  /// How many characters were found.
  public var characters: Int

  /// So many characters in the place of something.
  public init(expected: Expected, characters: Int) {
    self.expected = expected
    self.characters = characters
  }
}

/// A fact whose every value is a number, a place, a time or a code of this program: no value of a
/// conforming type ever holds a text that somebody typed.
public protocol NeutralFact: CustomStringConvertible, Sendable {}

extension Int: NeutralFact {}
extension Int64: NeutralFact {}
extension Int32: NeutralFact {}
extension UInt16: NeutralFact {}
extension UInt32: NeutralFact {}
extension CellAddress: NeutralFact {}
extension CellRange: NeutralFact {}

extension Evidence: ExpressibleByStringInterpolation {
  /// A text of this program, which no file can change.
  public init(stringLiteral value: StaticString) { self.init("\(value)", nil) }

  /// A text of this program with facts in it; withheld once a part of it is.
  public init(stringInterpolation: Interpolation) {
    self.init(
      stringInterpolation.withheld == nil ? stringInterpolation.text : "",
      stringInterpolation.withheld)
  }

  /// Takes literals, facts, names and other evidence; there is no way in for a plain `String`.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var withheld: Withheld?

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    /// A text of this program.
    public mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

    /// A fact.
    public mutating func appendInterpolation(_ fact: some NeutralFact) {
      text += fact.description
    }

    /// One of a closed set of names.
    public mutating func appendInterpolation<Choice>(_ choice: Choice)
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
      text += choice.rawValue
    }

    /// Other evidence.
    public mutating func appendInterpolation(_ other: Evidence) {
      text += other.text
      withheld = withheld ?? other.withheld
    }

    /// The name of something that is no content of a cell.
    public mutating func appendInterpolation(_ name: String, of kind: Evidence.Name) {
      appendInterpolation(Evidence.name(name, of: kind))
    }
  }
}

extension Evidence: CustomStringConvertible {
  /// The text, or how long it is.
  public var description: String { withheld.map { "\($0.characters) characters" } ?? text }
}

extension Evidence: Codable {
  /// Reads what `encode` wrote: a text that was evidence before, or a length.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.init(text, nil)
    } else {
      self.init("", try container.decode(Withheld.self))
    }
  }

  /// Writes the text, or the length in its place.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let withheld { try container.encode(withheld) } else { try container.encode(text) }
  }
}
