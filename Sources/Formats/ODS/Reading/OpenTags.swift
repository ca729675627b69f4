import SheetModel

/// The tags that are open at a place, as they stand in the document, and what their prefixes mean.
struct OpenTags {
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// The prefixes (with their colon) that stand or stood for a namespace of interest; nil is any
  /// other one.
  private var bindings: [(prefix: [UInt8], namespace: ODSNamespace?, level: Int)] = []

  /// Looking a prefix up takes time linear in the bindings; documents have two.
  private static let mostBindings = 64

  var count: Int { starts.count }

  /// Opens the element of a start tag.
  ///
  /// - Throws: `limitExceeded` for `nesting` and, for all open tags together, `attributeBytes`.
  mutating func open(
    _ tag: UnsafeRawBufferPointer, _ limits: ReadLimits
  ) throws(WorkbookError) {
    starts.append(bytes.count)
    bytes.append(contentsOf: tag)
    if count > limits.nesting { throw .limit(.nesting, of: limits) }
    if bytes.count / 2 > limits.attributeBytes { throw .limit(.attributeBytes, of: limits) }
    for (prefix, namespace) in Self.declarations(in: tag)
    where namespace != nil || bindings.contains(where: { $0.prefix == prefix }) {
      bindings.append((prefix, namespace, count))
    }
    guard bindings.count <= Self.mostBindings else {
      throw WorkbookError(.malformedXML, found: "too many namespaces")
    }
  }

  mutating func close() {
    guard let start = starts.popLast() else { return }
    bytes.removeLast(bytes.count - start)
    while let last = bindings.last, last.level > count { bindings.removeLast() }
  }

  /// The qualified names, outermost first.
  var names: [[UInt8]] { starts.map { Self.name(bytes[($0 + 1)...]) } }

  var closingTags: [UInt8] {
    names.reversed().flatMap { Array("</".utf8) + $0 + Array(">".utf8) }
  }

  func isInnermost(_ local: StaticString, in namespace: ODSNamespace) -> Bool {
    guard let start = starts.last else { return false }
    let name = Self.name(bytes[(start + 1)...])
    let count = local.utf8CodeUnitCount
    guard name.suffix(count).elementsEqual(local.description.utf8) else { return false }
    let prefix = name.dropLast(count)
    return bindings.last { $0.prefix.elementsEqual(prefix) }?.namespace == namespace
  }

  /// The prefixes (with their colon) that stand for a namespace here; empty is the default one.
  func prefixes(of namespace: ODSNamespace) -> [[UInt8]] {
    var bound: [[UInt8]: Bool] = [:]
    for binding in bindings { bound[binding.prefix] = binding.namespace == namespace }
    return bound.filter(\.value).keys.sorted {
      ($0.count, $0.first ?? 0) < ($1.count, $1.first ?? 0)
    }
  }

  /// The namespaces that start tags declare; of those that matter it says which.
  static func declarations(
    in tag: UnsafeRawBufferPointer, of namespaces: [ODSNamespace] = [.office, .table]
  ) -> [(prefix: [UInt8], namespace: ODSNamespace?)] {
    var found: [(prefix: [UInt8], namespace: ODSNamespace?)] = []
    var index = 0
    while index < tag.count {
      let quote = tag[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        index += 1
        continue
      }
      var end = index + 1
      while end < tag.count, tag[end] != quote { end += 1 }
      if let prefix = declaredPrefix(tag, before: index) {
        let value = tag[(index + 1)..<end]
        let namespace = namespaces.first {
          value.elementsEqual($0.rawValue.utf8)
        }
        found.append((prefix, namespace))
      }
      index = end + 1
    }
    return found
  }

  /// The prefix declared by an attribute whose value begins at `end`; nil for other attributes.
  private static func declaredPrefix(_ tag: UnsafeRawBufferPointer, before end: Int) -> [UInt8]? {
    var stop = end
    while stop > 0, tag[stop - 1] == UInt8(ascii: "=") || tag[stop - 1] <= 0x20 { stop -= 1 }
    var start = stop
    while start > 0, tag[start - 1] > 0x20, tag[start - 1] != UInt8(ascii: "\""),
      tag[start - 1] != UInt8(ascii: "'"), stop - start < 256
    {
      start -= 1
    }
    let name = tag[start..<stop]
    if name.elementsEqual("xmlns".utf8) { return [] }
    guard name.starts(with: "xmlns:".utf8) else { return nil }
    return Array(name.dropFirst(6)) + [UInt8(ascii: ":")]
  }

  private static func name(_ rest: ArraySlice<UInt8>) -> [UInt8] {
    Array(rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") })
  }
}
