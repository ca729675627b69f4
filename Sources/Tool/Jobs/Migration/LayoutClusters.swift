import Migration

/// The sheets of many files, gathered by layout and mapping.
struct LayoutClusters {
  /// What makes sheets one cluster.
  struct Key: Hashable {
    /// The layout's identity; empty for sheets without a head.
    var layout: String
    var match: LayoutLook.Match
  }

  /// The sheets of one layout.
  struct Cluster {
    var key: Key
    var files: Int
    var sheets: Int
    /// The first sheet, in the order of the inputs.
    var sample: Sample
    /// The layout as it is printed; nil for sheets without a head.
    var layout: String?
  }

  /// A sheet that stands for its cluster.
  struct Sample {
    /// The input's index.
    var input: Int
    /// The sheet's index in the workbook.
    var index: Int
    var look: LayoutLook
  }

  private var places: [Key: Int] = [:]
  private var clusters: [Cluster] = []
  private var lastFile: [Int: Int] = [:]

  /// Takes the sheets of an input; inputs come in order.
  mutating func add(_ looks: [(index: Int, look: LayoutLook)], ofInput input: Int) {
    for (index, look) in looks {
      let key = Key(layout: look.layout?.id ?? "", match: look.match)
      guard let place = places[key] else {
        places[key] = clusters.count
        lastFile[clusters.count] = input
        clusters.append(
          Cluster(
            key: key, files: 1, sheets: 1,
            sample: Sample(input: input, index: index, look: look)))
        continue
      }
      clusters[place].sheets += 1
      if lastFile.updateValue(input, forKey: place) != input { clusters[place].files += 1 }
    }
  }

  /// The clusters, the largest first, equal ones by their layouts.
  ///
  /// Layouts that differ in labels that may not be shown are told apart by a number: `…-2`.
  var sorted: [Cluster] {
    var named: [String: [String]] = [:]
    return clusters.sorted { a, b in
      (b.sheets, b.files, a.key.layout, a.sample.input, a.sample.index)
        < (a.sheets, a.files, b.key.layout, b.sample.input, b.sample.index)
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
