/// Made-up names of places: two or three syllables that places in Viet Nam have, put together by number.
///
/// Some of them are bound to be names of real places too; codes and borders are not theirs.
struct NationNames {
  private static let first = [
    "An", "Bình", "Cẩm", "Châu", "Chiềng", "Đại", "Đông", "Đức", "Gia", "Hà", "Hải", "Hòa", "Hưng",
    "Khánh", "Kim", "La", "Lâm", "Liên", "Long", "Lộc", "Mường", "Minh", "Mỹ", "Nam", "Nghĩa",
    "Ngọc",
    "Nậm", "Nhơn", "Ninh", "Phú", "Phước", "Quảng", "Sơn", "Tân", "Tây", "Thanh", "Thạch", "Thuận",
    "Thượng", "Tiên", "Trung", "Trường", "Vạn", "Vĩnh", "Xuân", "Yên", "Ia", "Đắk",
  ]
  private static let second = [
    "Ân", "Bản", "Bảo", "Cường", "Dương", "Điền", "Giang", "Hạnh", "Hậu", "Hiệp", "Hội", "Khê",
    "Kỳ",
    "Lạc", "Lãng", "Lập", "Lĩnh", "Lợi", "Lương", "Lý", "Mai", "Nghi", "Nhân", "Phong", "Phúc",
    "Quang",
    "Quý", "Sơn", "Tâm", "Thắng", "Thành", "Thịnh", "Thọ", "Thủy", "Tiến", "Trạch", "Trì", "Tường",
    "Vân", "Viên", "Vinh", "Xá", "Đình", "Đồng", "Hồ", "Khao", "Pù", "Tở",
  ]
  private static let third = ["", "", "", " Hạ", " Thượng", " Đông", " Tây", " Nội"]

  private var taken: Set<String> = []
  private var number: UInt64

  /// Names of one place's parts, none twice; the same place has the same ones.
  init(of place: String) { number = SyntheticCommune.mix(0x0A71, place) }

  /// The next name.
  mutating func next() -> String {
    while true {
      number = SyntheticCommune.mix(number, "name")
      let name =
        Self.first[Int(number % 48)] + " " + Self.second[Int((number >> 16) % 48)]
        + Self.third[Int((number >> 32) % 8)]
      if taken.insert(name).inserted { return name }
    }
  }
}
