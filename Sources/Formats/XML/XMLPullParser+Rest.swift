import CLibXML2
import SheetModel

/// What lets whole elements be taken from the input past the parser.
extension XMLPullParser {
  /// Whether every byte given to the parser so far has become an event that has been pulled, and an
  /// element is open.
  ///
  /// Then the next byte of the input is the next of that element's content.
  package var isAtRest: Bool {
    guard hasPulledAll, tape.pointee.failure == .none, !tape.pointee.isSkipping,
      let context = tape.pointee.context?.assumingMemoryBound(to: xmlParserCtxt.self)
    else { return false }
    return bieu_xml_is_at_rest(context) != 0
  }

  /// The same where the innermost open element must be this one.
  package func isAtRest(in name: UInt16) -> Bool { tape.pointee.openName == name && isAtRest }

  /// How many namespaces the open elements declare, those that were parsed last.
  package var openNamespaceCount: Int { tape.pointee.namespaceCount }

  /// How deep the innermost open element lies, that which was parsed last.
  package var openDepth: Int { tape.pointee.depth }

  /// Whether all events of what was parsed so far have been pulled.
  package var hasPulledAll: Bool { tape.pointee.cursor &+ 1 >= tape.pointee.tokenCount }

  /// Whether the event that was pulled last is a start tag.
  package var isAtStart: Bool { token.event == .start }

  /// Counts what was taken past the parser.
  /// - Throws: `limitExceeded` for `entryBytes`, beyond `effortLimit`.
  package func pass(
    bytes: Int, elements: Int, lines: Int
  ) throws(WorkbookError) {
    byteCount &+= bytes
    passedElements &+= elements
    passedLines &+= lines
    try checkEffort()
  }
}
