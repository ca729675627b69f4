import Migration

/// The sheets of many files, gathered by layout and mapping.
struct LayoutClusters {
  /// What makes sheets one cluster.
  struct Key: Hashable {
    /// The layout's identity; empty for sheets without a head.
    var layout: String
    var match: LayoutLook.Match
  }

  /// The tables of one layout.
  struct Cluster {
    var key: Key
    var files: Int
    var sheets: Int
    /// How many tables the sheets have of the layout; several may stand in one.
    var tables: Int
    /// The first sheet, in the order of the inputs.
    var sample: Sample
    /// The layout as it is printed; nil for sheets without a head.
    var layout: String?
  }

  /// A table that stands for its cluster.
  struct Sample {
    /// The input's index.
    var input: Int
    /// The sheet's index in the workbook.
    var index: Int
    /// The table's number in the sheet, from 0.
    var table: Int
    var look: LayoutLook
  }

  /// What a table of an input looks like.
  struct Look {
    /// The sheet's index in the workbook.
    var sheet: Int
    /// The table's number in the sheet, from 0.
    var table: Int
    var look: LayoutLook
  }

  private var places: [Key: Int] = [:]
  private var clusters: [Cluster] = []
  private var lastFile: [Int: Int] = [:]
  private var lastSheet: [Int: Int] = [:]

  /// Takes the sheets of an input; inputs come in order.
  mutating func add(_ looks: [Look], ofInput input: Int) {
    for place in looks {
      let look = place.look
      let key = Key(layout: look.layout?.id ?? "", match: look.match)
      guard let known = places[key] else {
        places[key] = clusters.count
        lastFile[clusters.count] = input
        lastSheet[clusters.count] = place.sheet
        clusters.append(
          Cluster(
            key: key, files: 1, sheets: 1, tables: 1,
            sample: Sample(
              input: input, index: place.sheet, table: place.table, look: look)))
        continue
      }
      clusters[known].tables += 1
      let isNewFile = lastFile.updateValue(input, forKey: known) != input
      if isNewFile { clusters[known].files += 1 }
      if lastSheet.updateValue(place.sheet, forKey: known) != place.sheet || isNewFile {
        clusters[known].sheets += 1
      }
    }
  }

  /// The clusters, the largest first, equal ones by their layouts.
  ///
  /// Layouts that differ in labels that may not be shown are told apart by a number: `…-2`.
  var sorted: [Cluster] {
    var named: [String: [String]] = [:]
    return clusters.sorted { a, b in
      let (first, second) = (a.sample, b.sample)
      return (b.tables, b.files, a.key.layout, first.input, first.index, first.table)
        < (a.tables, a.files, b.key.layout, second.input, second.index, second.table)
    }.map { cluster in
      guard !cluster.key.layout.isEmpty else { return cluster }
      var cluster = cluster
      let name = cluster.sample.look.identity(inFiles: cluster.files)
      var known = named[name] ?? []
      if !known.contains(cluster.key.layout) { known.append(cluster.key.layout) }
      named[name] = known
      let number = known.firstIndex(of: cluster.key.layout) ?? 0
      cluster.layout = number == 0 ? name : "\(name)-\(number + 1)"
      return cluster
    }
  }
}
