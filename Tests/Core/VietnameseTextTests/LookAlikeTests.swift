import Testing

@testable import VietnameseText

@Suite struct LookAlikeTests {
  /// What forms, lists of units, categories and registers have in them.
  private static let texts = [
    "Xã Đồng Nơ", "Tổng số trẻ em dưới 16 tuổi", "đồng", "Thị trấn Phong Thổ, huyện Phong Thổ",
    "Nguyễn Thị Hồng Đào", "Ia H'Drai", "1.000 đồng", "Quý IV năm 2025", "Mồ côi cả cha và mẹ",
  ]

  /// Every look-alike of one letter, and that letter.
  private static let pairs: [(Unicode.Scalar, Unicode.Scalar)] = {
    (0xD0...0x1D7FF as ClosedRange<UInt32>).compactMap { value in
      guard let read = LookAlikes.read(value), read.count == 1, let meant = Unicode.Scalar(read[0])
      else { return nil }
      return Unicode.Scalar(value).map { ($0, meant) }
    }
  }()

  @Test(arguments: ["Ð", "ð", "Ɖ", "ɖ", "ᴆ", "d\u{335}", "D\u{336}"])
  func everyLetterThatLooksLikeDIsIt(letter: String) {
    #expect(LabelKey(letter) == LabelKey("đ"))
    #expect(LabelKey("Xã \(letter)ồng Nơ") == LabelKey("Xã Đồng Nơ"))
    #expect(LabelKey("Xã \(letter)ồng Nơ") != LabelKey("Xã Dồng Nơ"))
    #expect(LooseKey("\(letter)ăk \(letter)oa") == LooseKey("Đăk Đoa"))
    #expect(PlainName("\(letter)ỗ Thị Lan") == PlainName("Do Thi Lan"))
  }

  /// Each letter of each text replaced by each look-alike that it has.
  @Test(arguments: texts)
  func noLookAlikeInAnyPlaceMakesAnotherKey(text: String) {
    let key = LabelKey(text)
    var tried = 0
    for (scalar, meant) in Self.pairs {
      let changed = text.lowercased().unicodeScalars.map { $0 == meant ? scalar : $0 }
      var other = String.UnicodeScalarView()
      other.append(contentsOf: changed)
      if String(other) == text.lowercased() { continue }
      tried += 1
      #expect(LabelKey(String(other)) == key, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(tried > 50)
  }

  @Test func fullWidthTextIsTheSameText() {
    for text in Self.texts {
      var wide = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        let isWide = (0x21...0x7E).contains(scalar.value)
        let other = scalar == " " ? "\u{3000}" : scalar
        wide.append(isWide ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : other)
      }
      #expect(LabelKey(String(wide)) == LabelKey(text))
    }
  }

  @Test(arguments: [
    ("Quý Ⅳ", "Quý IV"), ("Ⅻ", "XII"), ("ⅷ", "viii"), ("ʙáᴏ ᴄáᴏ", "báo cáo"),
    ("𝐓𝐫ẻ 𝐞𝐦", "Trẻ em"), ("𝟏𝟔", "16"), ("Тổng ѕố", "Tổng số"), ("Χã Βản Βο", "Xã Bản Bo"),
    ("хã", "xã"), ("Nữ а\u{301}", "Nữ á"), ("tuόi", "tuói"), ("％", "%"), ("ℎọc", "học"),
  ])
  func otherScriptsAreReadAsWhatTheyLookLike(text: String, meant: String) {
    #expect(LabelKey(text) == LabelKey(meant))
  }

  @Test(arguments: [
    ("Tổng số¹", "Tổng số1"), ("m²", "m2"), ("①", "1"), ("×", "x"), ("Γ", "T"), ("Ж", "X"),
    ("ñ", "n"),
    ("ç", "c"), ("ü", "u"), ("β", "ß"),
  ])
  func whatLooksOtherwiseStaysApart(text: String, other: String) {
    #expect(LabelKey(text) != LabelKey(other))
  }

  @Test func noVietnameseLetterAndNoSignOfASCIIIsALookAlike() {
    for scalar in VietnameseLetters.lower.dropFirst() + VietnameseLetters.upper.dropFirst() {
      #expect(LookAlikes.read(scalar.value) == nil)
    }
    for scalar in 0..<UInt32(0x80) { #expect(LookAlikes.read(scalar) == nil) }
    // What is read is final: no look-alike is read as another one.
    for scalar in 0..<UInt32(0x1D800) {
      for read in LookAlikes.read(scalar) ?? [] {
        #expect(LookAlikes.read(read) == nil)
        #expect(read != scalar)
      }
    }
  }

  @Test(arguments: [
    ("０３０１", "0301"), ("0301ａ", "0301a"), ("0301.МS", "0301.ms"), ("Ð01", "đ01"),
  ])
  func codesAreReadInOtherScriptsToo(text: String, code: String) {
    #expect(CodeKey(text)?.folded == CodeKey(code)?.folded)
    #expect(CodeKey("Ж01") == nil)
  }

  @Test func aTextInOrderKeepsTheCaseOfItsLetters() {
    #expect(LookAlikes.letters("Ð") == ["Đ"])
    #expect(LookAlikes.letters("ð") == ["đ"])
    #expect(LookAlikes.letters("В") == ["B"])
    #expect(LookAlikes.letters("Ａ") == ["A"])
    #expect(LookAlikes.letters("ａ") == ["a"])
    #expect(LookAlikes.letters("Ⅱ") == ["I", "I"])
    #expect(LookAlikes.letters("đ") == nil)
  }
}
