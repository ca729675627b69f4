import CLibXML2

extension XMLPullParser {
  /// Whether every byte given to the parser so far has become an event that has been pulled.
  ///
  /// Then the next byte of the input is the next of the content of the element that is open, and
  /// whole elements may be taken from the input past the parser.
  package var isAtRest: Bool {
    guard tape.pointee.cursor + 1 >= tape.pointee.tokenCount, tape.pointee.failure == .none,
      !tape.pointee.isSkipping,
      let context = tape.pointee.context?.assumingMemoryBound(to: xmlParserCtxt.self)
    else { return false }
    return bieu_xml_backlog(context) == 0
  }
}
