/// The number formats that files name by id alone (ECMA-376 Part 1, 18.8.30).
package enum BuiltinNumberFormats {
  /// The code of an id below 164; nil where the standard gives none.
  ///
  /// Ids 14 and 22 follow the reader's locale, and keep doing so where they are written. Ids 27
  /// to 36 and 50 to 58 are dates of East Asian locales, and 71 to 81 those of Thailand, read as
  /// plain dates and times; 59 to 70 are numbers in Thai digits.
  package static func code(_ id: Int) -> String? {
    if let code = codes[id] { return code }
    switch id {
    case 32, 55: return "h:mm"
    case 33, 56: return "h:mm:ss"
    case 27...36, 50...58: return "yyyy/mm/dd"
    case 59...62: return code(id - 58)
    case 67, 68: return code(id - 58)
    case 69, 70: return code(id - 57)
    case 71...74: return code(id - 57)
    case 75...77: return code(id - 55)
    case 78...80: return code(id - 33)
    case 81: return "d/m/bb"
    default: return nil
    }
  }

  /// The id of a code that every locale shows alike; nil for a code that needs its own `numFmt`.
  package static func id(_ code: String) -> Int? { ids[code] }

  private static let codes: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0_);($#,##0)",
    6: "$#,##0_);[Red]($#,##0)", 7: "$#,##0.00_);($#,##0.00)", 8: "$#,##0.00_);[Red]($#,##0.00)",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: NumberFormat.systemDate,
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: NumberFormat.systemDateTime, 37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
    42: "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
    43: "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
    44: "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
  ]

  private static let ids: [String: Int] = [
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10,
    "0.00E+00": 11, "# ?/?": 12, "# ??/??": 13, "h:mm": 20, "h:mm:ss": 21, "mm:ss": 45,
    "[h]:mm:ss": 46, "@": 49, NumberFormat.systemDate: 14, NumberFormat.systemDateTime: 22,
  ]
}
