import SheetModel

/// A workbook's stream, from which readers of its records are made.
struct RecordStream {
  let source: any ByteSource
  /// Whether the end of the source is known to be the end of the stream, and not a cut.
  let hasKnownEnd: Bool
  let chunkBytes: Int

  func reader(from offset: Int = 0, chunkBytes: Int? = nil) -> RecordReader {
    let reader = RecordReader(source, chunkBytes: chunkBytes ?? self.chunkBytes)
    reader.seek(to: offset)
    return reader
  }
}

/// Looks at where sheets begin.
struct SheetProbe {
  private let stream: RecordStream
  /// A little is enough for most sheets, of which there may be hundreds.
  private let reader: RecordReader

  /// The most records that are looked at before a sheet's cells.
  private static let mostRecords = 400

  init(_ stream: RecordStream) {
    self.stream = stream
    reader = stream.reader(chunkBytes: min(stream.chunkBytes, 2048))
  }

  /// Whether records of their own begin at a place.
  func begins(at offset: Int) throws(WorkbookError) -> Bool {
    guard offset > 0, offset <= stream.source.size - 8 else { return false }
    let bytes = try stream.source.bytes(at: offset, count: 4)
    return bytes.withUnsafeBytes {
      RecordType.isBegin(UInt16($0.u16(0))) && (4...32).contains($0.u16(2))
    }
  }

  /// Where the parts of the stream begin, those within a sheet (its charts) left out.
  func substreams(from offset: Int, most: Int) throws(WorkbookError) -> [Int] {
    let reader = stream.reader(from: offset)
    var found: [Int] = []
    var depth = 0
    do throws(WorkbookError) {
      while try reader.advance() {
        if RecordType.isBegin(reader.type) {
          let isInner = depth > 0 && reader.data.u16(2) == SubstreamKind.chart.rawValue
          if isInner {
            depth += 1
          } else {
            depth = 1
            found.append(reader.offset)
            guard found.count < most else { return found }
          }
        } else if reader.type == RecordType.endOfFile {
          depth = max(0, depth - 1)
        }
      }
    } catch {
      // What is cut off is said where it is read.
      guard error.code == .truncated else { throw error }
    }
    return found
  }

  /// Whether what begins at a place has cells that are data: no chart, no Visual Basic, and no
  /// dialog, which a bit of its options tells ([MS-XLS] 2.4.351).
  ///
  /// True where that cannot be told: reading the sheet says what is wrong.
  func hasCells(at offset: Int) throws(WorkbookError) -> Bool {
    reader.seek(to: offset)
    do throws(WorkbookError) {
      guard try reader.advance(), RecordType.isBegin(reader.type) else { return true }
      let kind = SubstreamKind(rawValue: reader.data.u16(2))
      if kind == .chart || kind == .visualBasic { return false }
      for _ in 0..<Self.mostRecords {
        guard try reader.advance() else { return true }
        switch reader.type {
        case RecordType.sheetOptions: return reader.data.u16(0) & 0x10 == 0
        case RecordType.endOfFile, RecordType.dimensions, RecordType.row: return true
        case let type where RecordType.isCell(type) || RecordType.isBegin(type): return true
        default: continue
        }
      }
      return true
    } catch {
      guard error.code == .truncated else { throw error }
      return true
    }
  }
}
