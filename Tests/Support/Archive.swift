import SheetModel
import Zip

/// An archive of named texts, in order; `mimetype` is stored, as OpenDocument asks.
package func archive(_ entries: [(name: String, text: String)]) throws -> [UInt8] {
  try archive(bytes: entries.map { ($0.name, Array($0.text.utf8)) })
}

/// An archive of named bytes, in order; `mimetype` is stored, as OpenDocument asks.
package func archive(bytes entries: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
  let sink = MemorySink()
  let writer = ZipWriter(sink)
  for entry in entries {
    if entry.name == "mimetype" {
      try writer.addStored(entry.name, entry.bytes)
      continue
    }
    try writer.beginEntry(entry.name)
    try writer.write(entry.bytes)
    try writer.endEntry()
  }
  try writer.finish()
  return sink.bytes
}

/// An archive with the texts of some entries changed; the others keep their bytes.
package func archive(
  _ bytes: [UInt8], changing change: (_ name: String, _ text: String) -> String
) throws -> [UInt8] {
  let zip = try ZipArchive(MemorySource(bytes), limits: ReadLimits())
  return try archive(
    bytes: zip.entries.map { entry in
      let own = try zip.bytes(of: entry)
      guard let text = String(validating: own, as: UTF8.self) else { return (entry.name, own) }
      return (entry.name, Array(change(entry.name, text).utf8))
    })
}
