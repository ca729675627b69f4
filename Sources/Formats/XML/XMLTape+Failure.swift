import CLibXML2
import SheetModel

extension XMLTape {
  /// Whether the root is missing or open only because the bytes gave out.
  ///
  /// For the end of a document; some malformed markup is not told from unfinished markup before.
  var isTruncated: Bool {
    guard depth > 0 || !hasRoot else { return false }
    switch failure {
    case .none: return true
    case .malformed: break
    default: return false
    }
    switch xmlParserErrors(rawValue: UInt32(bitPattern: failureCode)) {
    case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED: return true
    // What an XML declaration without an end is called.
    case XML_ERR_VERSION_MISSING, XML_ERR_SPACE_REQUIRED, XML_ERR_XMLDECL_NOT_FINISHED:
      return !hasRoot || endsEarly
    default: return endsEarly
    }
  }

  /// The error of the failure that is kept, with its line; so many went past the parser.
  func error(_ limits: ReadLimits, passedLines: Int) -> WorkbookError {
    let place = Place(line: failureLine > 0 ? failureLine + passedLines : nil)
    switch failure {
    case .nesting: return .limit(.nesting, of: limits, at: place)
    case .attribute: return .limit(.attributeBytes, of: limits, at: place)
    case .text: return .limit(.textBytes, of: limits, at: place)
    case .doctype: return WorkbookError(.malformedXML, at: place, found: "DTD")
    case .entity: return WorkbookError(.malformedXML, at: place, found: "undefined entity")
    case .prefix: return WorkbookError(.malformedXML, at: place, found: "undeclared prefix")
    case .tooManyAttributes:
      return WorkbookError(.malformedXML, at: place, found: "too many attributes")
    case .tooManyNamespaces:
      return WorkbookError(.malformedXML, at: place, found: "too many namespaces")
    case .tooManyNames: return WorkbookError(.malformedXML, at: place, found: "too many names")
    case .none, .malformed: break
    }
    switch xmlParserErrors(rawValue: UInt32(bitPattern: failureCode)) {
    case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING,
      XML_ERR_OK, XML_I18N_CONV_FAILED, XML_IO_ENCODER:
      return WorkbookError(.invalidEncoding, at: place)
    case XML_ERR_NO_MEMORY:
      return WorkbookError(.outOfResources, at: place, found: "memory for parsing")
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
      return WorkbookError(.malformedXML, at: place, found: "forbidden character")
    case XML_ERR_TAG_NAME_MISMATCH:
      return WorkbookError(.malformedXML, at: place, found: "end tag without its start tag")
    case XML_ERR_ATTRIBUTE_REDEFINED:
      return WorkbookError(.malformedXML, at: place, found: "attribute given twice")
    case XML_ERR_DOCUMENT_EMPTY:
      return WorkbookError(.malformedXML, at: place, found: "no root element")
    case XML_ERR_DOCUMENT_END:
      return WorkbookError(.malformedXML, at: place, found: "content after the root element")
    default:
      return WorkbookError(.malformedXML, at: place, found: "libxml2 error \(failureCode)")
    }
  }
}
