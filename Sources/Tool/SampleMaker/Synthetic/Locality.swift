import Indicators

/// A reporting unit of one of the five plans, as it exists at the end of 2025.
struct Locality {
  var code: String
  var slug: String

  static let phongTho = Locality(code: "03549", slug: "phong-tho")
  static let banBo = Locality(code: "03424", slug: "tam-duong-ban-bo")
  static let iaDal = Locality(code: "23535", slug: "ia-hdrai-ia-dal")
  static let tanKhai = Locality(code: "25357", slug: "tan-khai")
  static let lySon = Locality(code: "21548", slug: "ly-son")

  /// What Lý Sơn was until 30 June 2025: a district, under another code.
  static let lySonBefore = Locality(code: "536", slug: "huyen-ly-son")

  static let all = [phongTho, banBo, iaDal, tanKhai, lySon]
}
