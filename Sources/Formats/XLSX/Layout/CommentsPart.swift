import SheetModel
import XML

/// The remarks at the cells of a sheet: its comments part (ECMA-376 Part 1, 18.7), and the threads
/// of Excel 365 with the people who wrote them ([MS-XLSX] 2.1.35 and 2.1.36).
///
/// A thread takes the place of the comment at its cell, which only tells older programs that there
/// is a thread; its answers follow it. A remark without a cell of the sheet is left out.
struct CommentsPart {
  private var comments: [CellComment] = []
  private var bytes = 0

  /// The most bytes that all remarks of a sheet may take; each counts 128 beside its text.
  private static let mostBytes = 32 << 20

  /// The remarks that a sheet's relationships name, ascending; `people` is the workbook's part of
  /// persons.
  /// - Throws: `malformedValue` beyond 32 MiB, and what reading the parts throws.
  static func read(
    _ relationships: RelationshipsPart, people: String?, in parts: PackageParts
  ) throws(WorkbookError) -> [CellComment] {
    var part = CommentsPart()
    var threaded: Set<CellAddress> = []
    if let path = relationships.first(ofType: "threadedComment")?.target, parts.contains(path) {
      let names = try people.map { path throws(WorkbookError) in try persons(path, in: parts) }
      try part.readThreads(path, people: names ?? [:], in: parts)
      threaded = Set(part.comments.map(\.cell))
    }
    if let path = relationships.first(ofType: "comments")?.target, parts.contains(path) {
      try part.readComments(path, except: threaded, in: parts)
    }
    // Sorted by place, then by the order of the file: answers follow what they answer.
    let order = part.comments.indices.sorted {
      (part.comments[$0].cell, $0) < (part.comments[$1].cell, $1)
    }
    return order.map { part.comments[$0] }
  }

  private mutating func readComments(
    _ path: String, except threaded: Set<CellAddress>, in parts: PackageParts
  ) throws(WorkbookError) {
    var authors: [String] = []
    var text: [UInt8] = []
    var run: [UInt8] = []
    try parts.read(path, Self.names, root: .comments) { parser throws(WorkbookError) in
      try parser.eachChild { list throws(WorkbookError) in
        if list == .authors {
          try parser.eachChild { name throws(WorkbookError) in
            guard name == .author else { return false }
            authors.append(EscapedText.decoded(try parser.elementText()))
            try count(authors[authors.count - 1].utf8.count, parser)
            return true
          }
          return true
        }
        try parser.eachChild { name throws(WorkbookError) in
          guard name == .comment, let cell = parser.value(.ref).flatMap({ CellAddress($0) }),
            !threaded.contains(cell)
          else { return false }
          let author = parser.integer(.authorId).flatMap {
            authors.indices.contains($0) ? authors[$0] : nil
          }
          text.removeAll(keepingCapacity: true)
          try parser.eachChild { child throws(WorkbookError) in
            guard child == .text else { return false }
            var runs: [TextRun]?
            try SharedStringsPart.appendText(
              of: parser, to: &text, run: &run, runs: &runs, limits: parts.limits)
            return true
          }
          try append(cell, author, String(decoding: text, as: UTF8.self), parser)
          return true
        }
        return true
      }
    }
  }

  private mutating func readThreads(
    _ path: String, people: [String: String], in parts: PackageParts
  ) throws(WorkbookError) {
    try parts.read(path, Self.names, root: .threadedComments) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .threadedComment, let cell = parser.value(.ref).flatMap({ CellAddress($0) })
        else { return false }
        let author = parser.value(.personId).flatMap { people[$0.lowercased()] }
        var text = ""
        try parser.eachChild { child throws(WorkbookError) in
          guard child == .text else { return false }
          text = EscapedText.decoded(try parser.elementText())
          return true
        }
        try append(cell, author, text, parser)
        return true
      }
    }
  }

  private mutating func append(
    _ cell: CellAddress, _ author: String?, _ text: String, _ parser: XMLPullParser
  ) throws(WorkbookError) {
    try count(text.utf8.count, parser)
    // What XML cannot tell from a line feed comes from escapes.
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let name = author.flatMap { $0.isEmpty ? nil : $0 }
    comments.append(CellComment(cell: cell, author: name, text: lines))
  }

  private mutating func count(_ more: Int, _ parser: XMLPullParser) throws(WorkbookError) {
    bytes += more + 128
    guard bytes <= Self.mostBytes else {
      throw WorkbookError(
        .malformedValue, at: Place(line: parser.line), found: "more than 32 MiB of comments")
    }
  }

  /// The names of people by their ids, in small letters.
  private static func persons(
    _ path: String, in parts: PackageParts
  ) throws(WorkbookError) -> [String: String] {
    var people: [String: String] = [:]
    guard parts.contains(path) else { return people }
    try parts.read(path, names, root: .personList) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .person, people.count < 65_536, let id = parser.value(.id),
          let shown = parser.value(.displayName), id.utf8.count + shown.utf8.count <= 512
        else { return false }
        people[id.lowercased()] = shown
        return false
      }
    }
    return people
  }

  private static let names: XMLNames = {
    var names = PartName.names([
      (.comments, "comments"), (.authors, "authors"), (.author, "author"), (.comment, "comment"),
      (.ref, "ref"), (.authorId, "authorId"), (.text, "text"), (.t, "t"), (.r, "r"),
      (.rPh, "rPh"), (.personId, "personId"), (.id, "id"), (.displayName, "displayName"),
    ])
    let threads = ["http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"]
    let elements: [(PartName, StaticString)] = [
      (.threadedComments, "ThreadedComments"), (.threadedComment, "threadedComment"),
      (.text, "text"), (.personList, "personList"), (.person, "person"),
    ]
    for (id, localName) in elements { names.add(id.rawValue, localName, in: threads) }
    return names
  }()
}
