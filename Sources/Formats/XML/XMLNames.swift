/// The element and attribute names that a format wants to know, as small ids.
///
/// Any other name has the id 0. The same local name may have different ids in different namespaces.
package struct XMLNames: Sendable {
  struct Entry: Sendable {
    var id: UInt16
    var localName: StaticString
    var namespace: String
  }

  private(set) var entries: [Entry] = []

  /// No names.
  package init() {}

  /// Gives an id, not 0, to a local name in each of some namespaces; `""` is no namespace.
  package mutating func add(_ id: UInt16, _ localName: StaticString, in namespaces: [String]) {
    for namespace in namespaces {
      entries.append(Entry(id: id, localName: localName, namespace: namespace))
    }
  }
}
