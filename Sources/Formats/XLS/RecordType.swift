/// The numbers of the records that are read ([MS-XLS] 2.3, and for BIFF5 those of its own).
enum RecordType {
  static let formula: UInt16 = 0x0006
  static let endOfFile: UInt16 = 0x000A
  static let protect: UInt16 = 0x0012
  static let dateMode: UInt16 = 0x0022
  static let filePassword: UInt16 = 0x002F
  static let font: UInt16 = 0x0031
  static let continued: UInt16 = 0x003C
  static let pane: UInt16 = 0x0041
  static let codePage: UInt16 = 0x0042
  static let columnInfo: UInt16 = 0x007D
  static let sheetOptions: UInt16 = 0x0081
  static let boundSheet: UInt16 = 0x0085
  static let palette: UInt16 = 0x0092
  static let multipleRK: UInt16 = 0x00BD
  static let multipleBlanks: UInt16 = 0x00BE
  static let richString: UInt16 = 0x00D6
  static let cellFormat: UInt16 = 0x00E0
  static let mergedCells: UInt16 = 0x00E5
  static let sharedStrings: UInt16 = 0x00FC
  static let sharedLabel: UInt16 = 0x00FD
  static let dimensions: UInt16 = 0x0200
  static let blank: UInt16 = 0x0201
  static let number: UInt16 = 0x0203
  static let label: UInt16 = 0x0204
  static let boolean: UInt16 = 0x0205
  /// A formula as BIFF3 and BIFF4 have it, which some programs write into later versions.
  static let formula3: UInt16 = 0x0206
  static let string: UInt16 = 0x0207
  static let row: UInt16 = 0x0208
  static let array: UInt16 = 0x0221
  static let table: UInt16 = 0x0236
  static let window2: UInt16 = 0x023E
  static let rk: UInt16 = 0x027E
  static let formula4: UInt16 = 0x0406
  static let format: UInt16 = 0x041E
  static let sharedFormula: UInt16 = 0x04BC
  static let begin: UInt16 = 0x0809

  /// Whether a record begins a stream, of whatever version.
  static func isBegin(_ type: UInt16) -> Bool {
    type == begin || type == 0x0009 || type == 0x0209 || type == 0x0409
  }

  /// Whether a record is a cell or cells, which all begin with their row.
  @inline(__always)
  static func isCell(_ type: UInt16) -> Bool {
    switch type {
    case sharedLabel, rk, number, multipleRK, blank, multipleBlanks, label, richString, boolean,
      formula, formula3, formula4:
      true
    default: false
    }
  }
}

/// What a stream of records is for, as its first record says ([MS-XLS] 2.4.21).
enum SubstreamKind: Int {
  case globals = 0x0005
  case visualBasic = 0x0006
  case sheet = 0x0010
  case chart = 0x0020
  case macros = 0x0040
  case workspace = 0x0100
}
