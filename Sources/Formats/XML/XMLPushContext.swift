import CLibXML2

/// libxml2's push parser, whose callbacks write a tape.
final class XMLPushContext {
  private let context: xmlParserCtxtPtr
  private let tape: UnsafeMutablePointer<XMLTape>

  /// The most different names, prefixes and namespaces; workbooks have some hundreds.
  ///
  /// libxml2 2.9 finds a name in time linear in their number.
  private static let mostNames = 20_000

  /// Before the first parser of the process; later calls do nothing.
  private static let initialised: Void = xmlInitParser()

  /// A parser over a tape that outlives it; nil when memory is short.
  init?(_ tape: UnsafeMutablePointer<XMLTape>, names: XMLNames) {
    _ = Self.initialised
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = xmlTapeStart
    handler.endElementNs = xmlTapeEnd
    handler.characters = xmlTapeText
    handler.ignorableWhitespace = xmlTapeText
    handler.cdataBlock = xmlTapeText
    handler.internalSubset = { data, _, _, _ in
      guard let tape = xmlTape(data), !tape.pointee.allowsDoctype else { return }
      tape.stop(.doctype)
    }
    handler.entityDecl = { data, _, _, _, _, _ in xmlTape(data)?.stop(.doctype) }
    handler.attributeDecl = { data, _, _, _, _, _, _ in xmlTape(data)?.stop(.doctype) }
    handler.elementDecl = { data, _, _, _ in xmlTape(data)?.stop(.doctype) }
    handler.notationDecl = { data, _, _, _ in xmlTape(data)?.stop(.doctype) }
    handler.unparsedEntityDecl = { data, _, _, _, _ in xmlTape(data)?.stop(.doctype) }
    handler.getParameterEntity = { data, _ in
      xmlTape(data)?.stop(.doctype)
      return nil
    }
    // Not asked for the five of XML.
    handler.getEntity = { data, _ in
      xmlTape(data)?.stop(.entity)
      return nil
    }
    handler.serror = { data, error in
      guard let tape = xmlTape(data), let error, error.pointee.level == XML_ERR_FATAL
      else { return }
      tape.pointee.fail(.malformed, line: Int(error.pointee.line), code: error.pointee.code)
      if let parser = tape.parser { tape.pointee.endsEarly = bieu_xml_is_at_end(parser) != 0 }
    }
    guard let context = xmlCreatePushParserCtxt(&handler, tape, nil, 0, nil) else { return nil }
    self.context = context
    self.tape = tape
    // Without XML_PARSE_HUGE libxml2 itself refuses markup of more than 10 MB in one piece,
    // which bounds what it keeps before a callback can count it.
    // XML_PARSE_NOENT: without it `&amp;` in an attribute comes as `&#38;`. As every
    // declaration is refused there is no entity that it could bring in.
    xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    tape.pointee.context = UnsafeMutableRawPointer(context)
    var table = XMLNameTable(count: names.entries.count)
    for entry in names.entries {
      let local = bieu_xml_intern(
        context, entry.localName.utf8Start, Int32(entry.localName.utf8CodeUnitCount))
      var uri = entry.namespace
      let namespace = uri.withUTF8 { bytes in
        bytes.isEmpty ? nil : bieu_xml_intern(context, bytes.baseAddress, Int32(bytes.count))
      }
      if let local { table.insert(entry.id, local, namespace) }
    }
    tape.pointee.names.deallocate()
    tape.pointee.names = table
  }

  deinit {
    bieu_xml_free(context)
  }

  /// The line that has been parsed last.
  var line: Int { Int(bieu_xml_line(context)) }

  /// Parses a chunk onto the tape, which keeps what went wrong.
  func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let isSound = bieu_xml_parse(context, start, Int32(bytes.count), isLast ? 1 : 0) != 0
    if !isSound {
      tape.pointee.fail(.malformed, line: line)
    } else if bieu_xml_backlog(context) > tape.pointee.markupBytes {
      tape.pointee.fail(.attribute, line: line)
    } else if bieu_xml_name_count(context) > Self.mostNames {
      tape.pointee.fail(.tooManyNames, line: line)
    }
  }
}

/// The tape of a callback's user data.
@inline(__always)
private func xmlTape(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTape>? {
  data?.assumingMemoryBound(to: XMLTape.self)
}

extension UnsafeMutablePointer<XMLTape> {
  @inline(__always) fileprivate var parser: xmlParserCtxtPtr? {
    pointee.context?.assumingMemoryBound(to: xmlParserCtxt.self)
  }

  @inline(__always) fileprivate var line: Int { parser.map { Int(bieu_xml_line($0)) } ?? 0 }

  fileprivate func stop(_ failure: XMLTape.Failure) {
    pointee.fail(failure, line: line)
    xmlStopParser(parser)
  }
}

private func xmlTapeStart(
  _ data: UnsafeMutableRawPointer?, _ local: UnsafePointer<xmlChar>?,
  _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ namespaceCount: Int32,
  _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ attributeCount: Int32,
  _ defaultedCount: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
  guard let tape = xmlTape(data), tape.pointee.failure == .none else { return }
  let excess = tape.pointee.open(namespaces: Int(namespaceCount), attributes: Int(attributeCount))
  if excess != .none { return tape.stop(excess) }
  if tape.pointee.isSkipping { return }
  // A prefix that stands for nothing must not turn into "no namespace".
  if prefix != nil, uri == nil { return tape.stop(.prefix) }
  let first = tape.pointee.nextAttribute
  if var attribute = attributes {
    // Five pointers each: local name, prefix, namespace, start and end of the value.
    for _ in 0..<Int(attributeCount) {
      defer { attribute += 5 }
      guard let start = attribute[3], let end = attribute[4] else { continue }
      guard tape.pointee.allows(attributeOf: end - start) else { return tape.stop(.attribute) }
      if attribute[1] != nil, attribute[2] == nil { continue }
      let name = tape.pointee.names.id(attribute[0], attribute[2])
      if name != 0 { tape.pointee.append(attribute: name, start, end - start) }
    }
  }
  tape.pointee.appendStart(
    name: tape.pointee.names.id(local, uri), attributesSince: first, line: tape.line)
}

private func xmlTapeEnd(
  _ data: UnsafeMutableRawPointer?, _ local: UnsafePointer<xmlChar>?,
  _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?
) {
  guard let tape = xmlTape(data), tape.pointee.failure == .none else { return }
  tape.pointee.close(line: tape.line)
}

private func xmlTapeText(
  _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32
) {
  guard let tape = xmlTape(data), let text, count > 0, !tape.pointee.isSkipping,
    tape.pointee.failure == .none
  else { return }
  if !tape.pointee.append(text: text, Int(count), line: tape.line) { tape.stop(.text) }
}
