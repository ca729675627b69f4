import Migration
import Reports
import SheetModel
import Text

/// Clusters of layouts for people and for machines.
struct LayoutDescription {
  let language: Language
  let format: ReportFormat
  /// The names of the inputs.
  let names: [String]

  /// The most labels that people are shown of a head.
  private static let mostLabels = 14

  /// One cluster; `number` counts from 1.
  func bytes(of cluster: LayoutClusters.Cluster, number: Int) -> [UInt8] {
    switch format {
    case .text: return Array(text(of: cluster, number: number).utf8)
    case .json: return json(of: cluster)
    }
  }

  private func text(of cluster: LayoutClusters.Cluster, number: Int) -> String {
    let sample = cluster.sample
    var counts = language.say(
      "\(cluster.files) tệp, \(cluster.sheets) trang tính",
      "\(cluster.files) files, \(cluster.sheets) sheets")
    if cluster.tables > cluster.sheets {
      counts += language.say(", \(cluster.tables) bảng", ", \(cluster.tables) tables")
    }
    var lines = ["\(number). \(match(cluster.key.match)) — \(counts)"]
    let place = sample.look.layout.map { "!\($0.address)" } ?? ""
    lines.append(
      "   \(language.say("Mẫu", "Sample")): \(names[sample.input]): \(sample.look.sheet)\(place)")
    if !sample.look.title.isEmpty {
      let title = shown(sample.look.title, sample.look.titleAddress)
      lines.append("   \(language.say("Tiêu đề", "Title")): \(title)")
    }
    guard let layout = cluster.layout else {
      lines.append("   \(language.say("Không rõ đầu bảng.", "No head found."))")
      return lines.joined(separator: "\n") + "\n\n"
    }
    lines.append("   \(language.say("Bố cục", "Layout")): \(layout)")
    let labels = labels(of: cluster)
    let heads = Self.heads(labels)
    let shown = heads.prefix(Self.mostLabels).joined(separator: " · ")
    let more = heads.count > Self.mostLabels ? " · …" : ""
    lines.append(
      "   \(language.say("Cột", "Columns")) (\(labels.count)): \(shown)\(more)")
    return lines.map(Printable.message).joined(separator: "\n") + "\n\n"
  }

  /// The labels over each column, those that may not be shown by their cells: `ô C3 (12 ký tự)`.
  private func labels(of cluster: LayoutClusters.Cluster) -> [[String]] {
    cluster.sample.look.labels.map { path in
      path.map { shown($0.shown(inFiles: cluster.files), $0.address) }
    }
  }

  private func shown(_ evidence: Evidence, _ address: CellAddress?) -> String {
    guard let withheld = evidence.withheld else { return evidence.text }
    let place = address.map { "\($0) " } ?? ""
    return language.say(
      "ô \(place)(\(withheld.characters) ký tự)",
      "cell \(place)(\(withheld.characters) characters)")
  }

  /// Labels from left to right, those below one head together: `Mồ côi (TS, Nam, Nữ)`.
  static func heads(_ labels: [[String]]) -> [String] {
    var heads: [String] = []
    var parts: [String] = []
    var above: [String] = []
    func close() {
      if let last = above.last { heads.append("\(last) (\(parts.joined(separator: ", ")))") }
      (above, parts) = ([], [])
    }
    for path in labels {
      if Array(path.dropLast()) != above { close() }
      guard let last = path.last else { continue }
      if path.count == 1 {
        heads.append(last)
      } else {
        above = Array(path.dropLast())
        parts.append(last)
      }
    }
    close()
    return heads
  }

  private func match(_ match: LayoutLook.Match) -> String {
    switch match {
    case .one(let name): name
    case .ambiguous(let names):
      language.say(
        "NHIỀU ÁNH XẠ (\(names.joined(separator: ", ")))",
        "SEVERAL MAPPINGS (\(names.joined(separator: ", ")))")
    case .otherTitle(let name):
      language.say(
        "TIÊU ĐỀ KHÁC NHAU, cần titles: (\(name))", "DIFFERENT TITLES, needs titles: (\(name))")
    case .ignored(let name): language.say("bỏ có chủ ý (\(name))", "left out on purpose (\(name))")
    case .none: language.say("CHƯA CÓ ÁNH XẠ", "NO MAPPING")
    }
  }

  private func json(of cluster: LayoutClusters.Cluster) -> [UInt8] {
    let look = cluster.sample.look
    return JSONWriter.line { json in
      json.member("layout", cluster.layout)
      switch cluster.key.match {
      case .one(let name):
        json.member("match", "one")
        json.member("mappings", [name])
      case .ambiguous(let names):
        json.member("match", "ambiguous")
        json.member("mappings", names)
      case .otherTitle(let name):
        json.member("match", "other-title")
        json.member("mappings", [name])
      case .ignored(let name):
        json.member("match", "ignored")
        json.member("mappings", [name])
      case .none:
        json.member("match", "none")
        json.member("mappings", [String]())
      }
      json.member("files", cluster.files)
      json.member("sheets", cluster.sheets)
      json.member("tables", cluster.tables)
      json.member("sample_file", names[cluster.sample.input])
      json.member("sample_sheet", look.sheet)
      json.member("sample_cell", look.layout?.address.description)
      json.member("title", look.title.text)
      json.member(
        "labels",
        look.labels.map { path in
          path.map { label in
            let shown = label.shown(inFiles: cluster.files)
            return shown.withheld == nil ? shown.text : "?\(label.address)"
          }.joined(separator: " / ")
        })
    }
  }
}
