import SheetModel

/// What `XMLPullParser.next` came to.
@usableFromInline package enum XMLEvent: UInt8, Sendable, BitwiseCopyable {
  /// A start tag, with its attributes.
  case start
  /// Text; one run of text may come as several events.
  case text
  /// An end tag, or the end of an empty element.
  case end
  /// The end of the document.
  case endOfDocument
}

/// What becomes of a document type declaration.
package enum XMLDoctype: Sendable {
  /// It is refused, whatever it says.
  case refused
  /// A DTD may be named, as in the manifests of OpenOffice 2, but is never read.
  ///
  /// Declarations of the document's own are refused.
  case ignored
}

/// Pulls the events of an XML document out of chunks of its bytes.
///
/// Namespaces are resolved, references are replaced, comments and processing instructions are
/// left out, and attributes whose names were not asked for are dropped. UTF-8, UTF-16 and the
/// encodings that libxml2 knows come as UTF-8. Entities beyond the five of XML are refused.
/// Memory is bounded whatever the document's size. One owner, not sendable.
package final class XMLPullParser {
  @usableFromInline let tape: UnsafeMutablePointer<XMLTape>
  private let input: any XMLInput
  private let names: XMLNames
  let limits: ReadLimits
  private let chunk: UnsafeMutableRawBufferPointer
  private let chunkBytes: Int
  private var context: XMLPushContext?
  private var isComplete = false
  private var failure: WorkbookError?
  /// The bytes given to the parser so far.
  package internal(set) var byteCount = 0
  /// The elements and line ends that were taken past the parser.
  var passedElements = 0
  @usableFromInline var passedLines = 0
  /// The most that parsing may cost: a byte counts 1 and an element 16, which take the same time.
  ///
  /// No limit at first. A format sets what it grants to markup that says nothing to it, such as
  /// comments and elements it skips, and raises it for what it finds.
  package var effortLimit = Int.max

  /// A parser at the start of a document; nothing is read before the first `next`.
  ///
  /// - Parameter chunkBytes: how much is read and parsed at a time, 1 byte to 16 MiB.
  package init(
    _ input: any XMLInput, names: XMLNames, limits: ReadLimits, chunkBytes: Int = 65_536,
    doctype: XMLDoctype = .refused
  ) {
    self.input = input
    self.names = names
    self.limits = limits
    self.chunkBytes = max(1, min(chunkBytes, 1 << 24))
    chunk = .allocate(byteCount: max(4, self.chunkBytes), alignment: 16)
    tape = .allocate(capacity: 1)
    tape.initialize(
      to: XMLTape(
        nesting: limits.nesting, attributeBytes: limits.attributeBytes,
        textBytes: limits.textBytes, allowsDoctype: doctype == .ignored))
  }

  deinit {
    // The context calls back into the tape, so it goes first.
    context = nil
    tape.pointee.deallocate()
    tape.deallocate()
    chunk.deallocate()
  }

  /// Goes on to the next event; `.endOfDocument` at the end of the document, and ever after.
  ///
  /// - Throws: `malformedXML` with a line, also for a DTD, an undefined entity or an undeclared
  ///   prefix; `invalidEncoding`; `truncated` when the bytes end inside the document;
  ///   `limitExceeded` for `nesting`, `attributeBytes`, `textBytes` (one run of text) and, beyond
  ///   `effortLimit`, `entryBytes`; what the input throws. After an error always the same one.
  @inlinable @inline(__always) package func next() throws(WorkbookError) -> XMLEvent {
    let next = tape.pointee.cursor + 1
    if next < tape.pointee.tokenCount {
      tape.pointee.cursor = next
      return tape.pointee.tokens[next].event
    }
    return try refill()
  }

  /// Fills the tape until it has an event, and goes on to it.
  @usableFromInline func refill() throws(WorkbookError) -> XMLEvent {
    tape.pointee.rewind()
    do throws(WorkbookError) {
      while tape.pointee.tokenCount == 1 {
        if let failure { throw failure }
        if tape.pointee.failure != .none {
          throw tape.pointee.error(limits, passedLines: passedLines)
        }
        if isComplete { return .endOfDocument }
        try checkEffort()
        try feed()
      }
    } catch {
      failure = error
      throw error
    }
    tape.pointee.cursor = 1
    return tape.pointee.tokens[1].event
  }

  /// Refuses a document that has cost too much.
  func checkEffort() throws(WorkbookError) {
    guard byteCount &+ (tape.pointee.elementCount &+ passedElements) &* 16 <= effortLimit else {
      throw WorkbookError.limit(
        .entryBytes, of: limits,
        at: Place(line: context.map { $0.line + passedLines }))
    }
  }

  /// Takes the rest of the input without parsing it, so that its checksum is compared all the same.
  /// - Throws: what the input throws.
  package func skipRest() throws(WorkbookError) {
    while try input.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[..<chunkBytes])) > 0 {}
  }

  private func feed() throws(WorkbookError) {
    var count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[..<chunkBytes]))
    if context == nil {
      // The encoding is told from the first four bytes, which must come together.
      while count > 0, count < 4 {
        let more = try input.read(
          into: UnsafeMutableRawBufferPointer(rebasing: chunk[count..<4]))
        if more == 0 { break }
        count += more
      }
      context = XMLPushContext(tape, names: names)
      guard context != nil else {
        throw WorkbookError(.outOfResources, found: "memory for parsing")
      }
    }
    byteCount &+= count
    if count > 0 {
      context?.parse(UnsafeRawBufferPointer(rebasing: chunk[..<count]), isLast: false)
      return
    }
    isComplete = true
    context?.parse(UnsafeRawBufferPointer(rebasing: chunk[..<0]), isLast: true)
    if tape.pointee.isTruncated {
      let line = tape.pointee.failureLine
      throw WorkbookError(.truncated, at: Place(line: line > 0 ? line + passedLines : nil))
    }
  }
}
