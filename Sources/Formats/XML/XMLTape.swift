/// The tokens of one chunk of a document, and what must be known to make the next ones.
///
/// A plain structure of pointers and numbers, owned by `XMLPullParser` and reached through a
/// pointer by it and by the callbacks: nothing here is counted, boxed or checked for exclusive
/// access. The storage grows and is used again for every chunk.
@usableFromInline struct XMLTape {
  /// One event; `start` and `count` are bytes of text, or attributes of a start tag.
  @usableFromInline struct Token: BitwiseCopyable {
    @usableFromInline var event: XMLEvent
    @usableFromInline var depth: UInt16
    @usableFromInline var name: UInt16
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
    @usableFromInline var line: UInt32
  }

  /// An attribute with a known name, and where its value is.
  @usableFromInline struct Attribute: BitwiseCopyable {
    @usableFromInline var name: UInt16
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
  }

  /// Why no more tokens come.
  enum Failure: UInt8 {
    case none, malformed, doctype, entity, prefix, nesting, attribute, text
    case tooManyAttributes, tooManyNamespaces, tooManyNames
  }

  // What is pulled. The first token is a stand-in for "nothing yet".
  @usableFromInline var tokens: UnsafeMutablePointer<Token>
  @usableFromInline var tokenCount = 1
  @usableFromInline var cursor = 0
  @usableFromInline var attributes: UnsafeMutablePointer<Attribute>
  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>

  // What is pushed.
  private var tokenCapacity = 4096
  private var attributeCount = 0
  private var attributeCapacity = 4096
  private var byteCount = 0
  private var byteCapacity = 65_536
  /// The open elements' names, by depth.
  private let openNames: UnsafeMutablePointer<UInt16>
  /// How many namespaces each open element declares, and how many all do.
  private let openNamespaces: UnsafeMutablePointer<UInt16>
  private(set) var namespaceCount = 0
  private let nesting: Int
  private let attributeBytes: Int
  private let textBytes: Int
  /// The most bytes that one piece of markup may have, 128 KiB of names and blanks included.
  let markupBytes: Int
  private var textRun = 0
  private(set) var depth = 0
  /// The elements so far, skipped ones too.
  private(set) var elementCount = 0
  private(set) var hasRoot = false
  /// The depth of the element that is being skipped; 0 is none.
  var skipDepth = 0
  var names = XMLNameTable()
  /// The parser that calls back, for lines and for stopping it.
  var context: UnsafeMutableRawPointer?

  private(set) var failure = Failure.none
  private(set) var failureLine = 0
  /// The parser's own number for what is malformed.
  private(set) var failureCode: Int32 = 0
  /// Whether a DTD may be named, though not read.
  let allowsDoctype: Bool
  /// Whether the bytes gave out where the parser last found something malformed.
  var endsEarly = false

  init(nesting: Int, attributeBytes: Int, textBytes: Int, allowsDoctype: Bool) {
    self.nesting = max(0, min(nesting, Int(UInt16.max) - 1))
    self.attributeBytes = attributeBytes
    self.textBytes = textBytes
    let (most, overflow) = max(attributeBytes, textBytes).addingReportingOverflow(131_072)
    markupBytes = overflow ? .max : most
    self.allowsDoctype = allowsDoctype
    tokens = .allocate(capacity: tokenCapacity)
    attributes = .allocate(capacity: attributeCapacity)
    bytes = .allocate(capacity: byteCapacity)
    openNames = .allocate(capacity: self.nesting + 1)
    openNames.initialize(repeating: 0, count: self.nesting + 1)
    openNamespaces = .allocate(capacity: self.nesting + 1)
    openNamespaces.initialize(repeating: 0, count: self.nesting + 1)
    tokens.initialize(
      to: Token(event: .endOfDocument, depth: 0, name: 0, start: 0, count: 0, line: 0))
  }

  func deallocate() {
    tokens.deallocate()
    attributes.deallocate()
    bytes.deallocate()
    openNames.deallocate()
    openNamespaces.deallocate()
    names.deallocate()
  }

  /// Forgets the tokens, once all have been pulled.
  mutating func rewind() {
    tokenCount = 1
    cursor = 0
    attributeCount = 0
    byteCount = 0
  }

  /// Keeps the first failure.
  mutating func fail(_ failure: Failure, line: Int, code: Int32 = 0) {
    guard self.failure == .none else { return }
    self.failure = failure
    failureLine = line
    failureCode = code
  }

  /// The id of the innermost open element; 0 without one.
  var openName: UInt16 { depth > 0 ? openNames[min(depth, nesting)] : 0 }

  /// Whether the callbacks have nothing to record.
  var isSkipping: Bool { skipDepth != 0 }

  /// Opens an element that declares some namespaces; says why that goes too far.
  ///
  /// libxml2 looks namespaces and, before 2.12, attributes up one by one, so their number is
  /// bounded; no workbook comes near.
  @inline(__always)
  mutating func open(namespaces: Int, attributes: Int) -> Failure {
    guard depth < nesting else { return .nesting }
    depth += 1
    elementCount &+= 1
    openNamespaces[depth] = UInt16(clamping: namespaces)
    namespaceCount += namespaces
    hasRoot = true
    textRun = 0
    if namespaceCount > 256 { return .tooManyNamespaces }
    return attributes > 512 ? .tooManyAttributes : .none
  }

  @inline(__always)
  mutating func appendStart(name: UInt16, attributesSince first: Int, line: Int) {
    openNames[depth] = name
    append(
      Token(
        event: .start, depth: UInt16(truncatingIfNeeded: depth), name: name,
        start: UInt32(truncatingIfNeeded: first),
        count: UInt32(truncatingIfNeeded: attributeCount - first),
        line: UInt32(truncatingIfNeeded: line)))
  }

  /// Where the next attribute goes.
  var nextAttribute: Int { attributeCount }

  /// Copies an attribute's value; false where it is too long.
  @inline(__always)
  mutating func append(attribute name: UInt16, _ value: UnsafePointer<UInt8>, _ count: Int) {
    if attributeCount == attributeCapacity {
      attributes = Self.grown(attributes, attributeCount, &attributeCapacity, by: 1)
    }
    (attributes + attributeCount).initialize(
      to: Attribute(
        name: name, start: UInt32(truncatingIfNeeded: byteCount),
        count: UInt32(truncatingIfNeeded: count)))
    attributeCount += 1
    copy(value, count)
  }

  /// Whether a value of so many bytes is within the budget.
  func allows(attributeOf count: Int) -> Bool { count <= attributeBytes }

  /// Copies text onto the text before it, if any; false where the run is too long.
  @inline(__always)
  mutating func append(text: UnsafePointer<UInt8>, _ count: Int, line: Int) -> Bool {
    textRun += count
    guard textRun <= textBytes else { return false }
    if tokens[tokenCount - 1].event == .text {
      tokens[tokenCount - 1].count &+= UInt32(truncatingIfNeeded: count)
    } else {
      append(
        Token(
          event: .text, depth: UInt16(truncatingIfNeeded: depth),
          name: openNames[min(depth, nesting)], start: UInt32(truncatingIfNeeded: byteCount),
          count: UInt32(truncatingIfNeeded: count), line: UInt32(truncatingIfNeeded: line)))
    }
    copy(text, count)
    return true
  }

  /// Closes an element, and ends the skipping that it began with.
  @inline(__always)
  mutating func close(line: Int) {
    textRun = 0
    if skipDepth == depth { skipDepth = 0 }
    if skipDepth == 0 {
      append(
        Token(
          event: .end, depth: UInt16(truncatingIfNeeded: depth),
          name: openNames[min(depth, nesting)], start: 0, count: 0,
          line: UInt32(truncatingIfNeeded: line)))
    }
    namespaceCount -= Int(openNamespaces[depth])
    depth -= 1
  }

  @inline(__always)
  private mutating func append(_ token: Token) {
    if tokenCount == tokenCapacity {
      tokens = Self.grown(tokens, tokenCount, &tokenCapacity, by: 1)
    }
    (tokens + tokenCount).initialize(to: token)
    tokenCount += 1
  }

  /// Most values are a few bytes, for which two overlapping words beat a call.
  @inline(__always)
  private mutating func copy(_ source: UnsafePointer<UInt8>, _ count: Int) {
    if byteCapacity &- byteCount < count {
      bytes = Self.grown(bytes, byteCount, &byteCapacity, by: count)
    }
    let from = UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(bytes + byteCount)
    byteCount &+= count
    if count > 16 {
      to.copyMemory(from: from, byteCount: count)
    } else if count >= 8 {
      let head = from.loadUnaligned(as: UInt64.self)
      let tail = (from + (count &- 8)).loadUnaligned(as: UInt64.self)
      to.storeBytes(of: head, as: UInt64.self)
      (to + (count &- 8)).storeBytes(of: tail, as: UInt64.self)
    } else if count >= 4 {
      let head = from.loadUnaligned(as: UInt32.self)
      let tail = (from + (count &- 4)).loadUnaligned(as: UInt32.self)
      to.storeBytes(of: head, as: UInt32.self)
      (to + (count &- 4)).storeBytes(of: tail, as: UInt32.self)
    } else {
      for index in 0..<count { bytes[byteCount &- count &+ index] = source[index] }
    }
  }

  @inline(never)
  private static func grown<Element: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<Element>, _ count: Int, _ capacity: inout Int, by more: Int
  ) -> UnsafeMutablePointer<Element> {
    capacity = max(capacity * 2, count + more)
    let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    new.moveInitialize(from: old, count: count)
    old.deallocate()
    return new
  }
}
