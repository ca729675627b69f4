extension MigrationWords {
  /// Why cells of old layouts were held back.
  static let quarantine: [String: Words] = [
    "no-mapping": entry(
      "Chưa có ánh xạ cho bố cục của bảng này; cả bảng được giữ lại.",
      "Hãy chạy “bieu migrate inspect --draft” để lập ánh xạ, rồi chạy lại với --map.",
      "No mapping fits the layout of this table, which is held back whole.",
      "Make a mapping with “bieu migrate inspect --draft”, then run again with --map."),
    "ambiguous-mapping": entry(
      "Nhiều ánh xạ cùng nhận bảng này; cả bảng được giữ lại.",
      "Hãy thêm dấu hiệu nhận biết vào một trong các ánh xạ.",
      "Several mappings claim this table, which is held back whole.",
      "Add a distinguishing mark to one of the mappings."),
    "other-title": entry(
      "Ánh xạ nhận nhiều bảng của trang tính có cùng nhãn cột mà tiêu đề khác nhau; các bảng ấy được giữ lại.",
      "Hãy thêm titles: vào phần nhận biết của ánh xạ để nói rõ bảng nào, rồi chạy lại.",
      "The mapping claims several tables of the sheet that have the same labels and different titles; they are held back.",
      "Add titles: to recognise in the mapping to say which of them is meant."),
    "table-without-head": entry(
      "Số liệu đứng dưới một tiêu đề khác mà không có đầu bảng riêng, nên không rõ cột nào là gì.",
      "Nếu đó chỉ là tiêu đề nhóm thì ghi nó vào phần dòng bỏ qua hoặc dòng tiêu đề của ánh xạ; không thì chép lại đầu bảng phía trên các dòng ấy.",
      "The figures stand below another title without a head of their own, so nothing says what the columns are.",
      "If it only heads a group, list it in the mapping under ignore: rows or as heading: true; else copy the head above those rows."
    ),
    "ambiguous-period": entry(
      "Các dòng tiêu đề nói nhiều kỳ khác nhau.",
      "Hãy ghi titles: hoặc period: trong ánh xạ để rõ kỳ nào, hoặc tách các bảng ra.",
      "The titles name several periods.",
      "Say which with titles: or period: in the mapping, or part the tables."),
    "other-measure": entry(
      "Chính biểu ghi đơn vị tính khác với chỉ tiêu (như nghìn người, ‰), mà ánh xạ không nói đổi thế nào.",
      "Hãy thêm unit-of-measure: (hoặc factor:) vào cột, dòng hay đầu ánh xạ, rồi chạy lại.",
      "By the table's own words the figures count in something else than the indicator (such as thousands, ‰), and the mapping has no factor.",
      "Add unit-of-measure: (or factor:) to the column, the row or the top of the mapping."),
    "sheet-too-large": entry(
      "Bảng quá lớn để là biểu số liệu; cả trang được giữ lại.",
      "Nếu là danh sách, hãy lập ánh xạ loại danh sách (target: register).",
      "The table is too large for a matrix; the whole sheet is held back.",
      "If it is a list, make a mapping with target: register."),
    "unknown-column": entry(
      "Ánh xạ không biết cột này.",
      "Hãy thêm cột vào ánh xạ, hoặc ghi rõ role: ignore.",
      "The mapping does not know this column.",
      "Add the column to the mapping, or say role: ignore."),
    "ambiguous-column": entry(
      "Cột này ứng với nhiều cột của ánh xạ, hoặc hai cột cùng ứng với một.",
      "Hãy phân biệt các cột bằng under: trong ánh xạ.",
      "The column answers to several of the mapping's, or two columns answer to one.",
      "Tell them apart with under: in the mapping."),
    "unknown-label": entry(
      "Ánh xạ không biết nhãn của dòng này.",
      "Hãy thêm dòng vào ánh xạ, hoặc vào ignore.",
      "The mapping does not know the label of this row.",
      "Add the row to the mapping, or to ignore."),
    "unknown-unit": entry(
      "Không có đơn vị này trong danh mục vào ngày cuối kỳ.",
      "Hãy kiểm tra tên và kỳ, hoặc bổ sung Templates/units.",
      "No list has this unit on the period's last day.",
      "Check name and period, or add to Templates/units."),
    "ambiguous-unit": entry(
      "Tên đơn vị có thể là nhiều nơi.",
      "Hãy ghi thêm mã, hoặc huyện, tỉnh ở tiêu đề.",
      "The unit's name may be several places.",
      "Give its code, or the district in the title."),
    "contradictory-unit": entry(
      "Mã và tên đơn vị trong một dòng không cùng một đơn vị.",
      "Hãy đối chiếu với sổ gốc xem mã hay tên bị ghi nhầm, rồi sửa.",
      "The code and the name of a unit do not mean the same unit.",
      "Compare with the records which of the two is wrong, and mend it."),
    "unknown-period": entry(
      "Không rõ số liệu thuộc kỳ nào.",
      "Hãy ghi năm ở tiêu đề hoặc tên tệp, hoặc thêm vào ánh xạ.",
      "Nothing says which period the figure is for.",
      "Give the year in the title, the file's name or the mapping."),
    "no-target": entry(
      "Biểu hiện hành không có ô cho số liệu này.",
      "Hãy xem lại ánh xạ: chỉ tiêu, phân tổ, hoặc role: ignore.",
      "No current form has a cell for this figure.",
      "See the mapping: indicator, breakdown, or role: ignore."),
    "no-counterpart": entry(
      "Cột cũ không có nhóm tương ứng ngày nay; ánh xạ để người xem quyết định.",
      "Hãy quyết định nhóm tương ứng rồi sửa ánh xạ.",
      "The old column has no counterpart today; the mapping leaves it to a person.",
      "Decide on a counterpart and edit the mapping."),
    "unreadable-figure": entry(
      "Ô không đọc được thành số liệu.",
      "Hãy đối chiếu sổ gốc và ghi lại con số.",
      "The cell cannot be read as a figure.",
      "Compare with the records and write the number."),
    "ambiguous-figure": entry(
      "Con số có hai cách đọc (như 1,234).",
      "Hãy ghi lại con số không có dấu phân cách.",
      "The figure can be read in two ways (such as 1,234).",
      "Write it without separators."),
    "formula-without-value": entry(
      "Công thức chưa được tính.",
      "Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại.",
      "The formula was never calculated.",
      "Open the file in Excel or LibreOffice and save it."),
    "error-value": entry(
      "Ô có giá trị lỗi (như #REF!).",
      "Hãy sửa công thức hoặc ghi lại con số.",
      "The cell holds an error value such as #REF!.",
      "Mend the formula or write the number."),
    "negative-figure": entry(
      "Số liệu nhỏ hơn 0.",
      "Hãy đối chiếu sổ gốc.",
      "The figure is below zero.",
      "Compare with the records."),
    "fraction-in-count": entry(
      "Số đếm có phần lẻ.",
      "Hãy đối chiếu sổ gốc.",
      "A count has decimals.",
      "Compare with the records."),
    "wrong-base": entry(
      "Đơn vị tính (%, ‰) khác với đơn vị của chỉ tiêu.",
      "Hãy quy về đơn vị tính của chỉ tiêu.",
      "The sign (%, ‰) is not that of the indicator.",
      "Convert it to the indicator's unit."),
    "repeated-figure": entry(
      "Trong một trang có hai số về cùng một ô của biểu; số đầu được chuyển.",
      "Hãy đối chiếu hai ô.",
      "A sheet gives two figures for one cell of the form; the first is migrated.",
      "Compare the two cells."),
    "outside-table": entry(
      "Con số nằm ngoài bảng.",
      "Hãy xem con số này thuộc về đâu.",
      "A figure stands outside the table.",
      "See where it belongs."),
    "stray-text": entry(
      "Chữ trong bảng không phải là dòng số liệu, dòng tổng hay ghi chú đã biết.",
      "Hãy thêm vào ignore của ánh xạ nếu bỏ qua được.",
      "A text in the table is no record, no total and nothing that is ignored.",
      "Add it to ignore: in the mapping if it may be left out."),
    "unreadable-value": entry(
      "Giá trị của danh sách không chuyển được.",
      "Hãy thêm vào values: của ánh xạ, hoặc sửa ô.",
      "A value of the register cannot be migrated.",
      "Add it to values: in the mapping, or mend the cell."),
  ]

  /// What stands between figures and the units of another day.
  static let units: [String: Words] = [
    "unit-split": entry(
      "Đơn vị đã chia cho nhiều đơn vị mới; số liệu không tự chia.",
      "Hãy quyết định: --split keep (giữ đơn vị cũ) hoặc --split allocate=CỘT (chia theo trọng số).",
      "The unit was split between several new ones; its figures are not divided by themselves.",
      "Decide: --split keep, or --split allocate=COLUMN."),
    "unit-without-weights": entry(
      "Đơn vị đã chia nhưng thiếu trọng số để chia số liệu.",
      "Hãy bổ sung trọng số trong Templates/units.",
      "The unit was split and a weight to divide its figures by is missing.",
      "Add the weights to Templates/units."),
    "unit-ended": entry(
      "Đơn vị không còn và không có đơn vị kế tục.",
      "Hãy bổ sung đơn vị kế tục trong Templates/units.",
      "The unit has ended and has no successor.",
      "Add the successor to Templates/units."),
    "unit-undocumented": entry(
      "Đơn vị không còn, danh mục chưa ghi nó trở thành đơn vị nào.",
      "Hãy bổ sung dòng kế tục trong Templates/units.",
      "The unit has ended, and the lists do not say what became of it.",
      "Add the succession to Templates/units."),
    "unit-younger": entry(
      "Kỳ của số liệu, hoặc đơn vị, sau ngày cần quy về.",
      "Hãy chọn --units-at muộn hơn.",
      "The figure's period, or its unit, is later than the day asked for.",
      "Choose a later --units-at."),
    "unit-unknown": entry(
      "Mã đơn vị không có trong danh mục.",
      "Hãy kiểm tra mã, hoặc bổ sung Templates/units.",
      "No list has this unit code.",
      "Check the code, or add to Templates/units."),
    "unit-not-then": entry(
      "Mã đơn vị khi đó thuộc về đơn vị khác hoặc chưa có.",
      "Hãy kiểm tra mã và kỳ.",
      "The code meant another unit then, or none.",
      "Check code and period."),
    "unit-inside-other": entry(
      "Số liệu là một phần của số mà đơn vị cấp trên đã báo cho cùng đơn vị mới.",
      "Không cần làm gì; số của đơn vị cấp trên được dùng.",
      "The figure is a part of what the unit above reported for the same new unit.",
      "Nothing to do; the figure of the unit above is used."),
    "rate-of-several": entry(
      "Tỷ lệ của nhiều đơn vị gộp lại không cộng được và không đủ tử số, mẫu số để tính lại.",
      "Hãy bổ sung tử số và mẫu số.",
      "Rates of merged units cannot be added, and numerator or denominator is missing.",
      "Add numerator and denominator."),
    "sum-too-large": entry(
      "Tổng quá 18 chữ số.",
      "Hãy đối chiếu các số liệu nguồn.",
      "The sum has more than 18 digits.",
      "Compare the figures of the sources."),
    "sum-incomplete": entry(
      "Đơn vị mới gộp nhiều đơn vị cũ, có đơn vị thiếu số liệu; tổng chưa đủ nên để trống.",
      "Hãy tìm số liệu của đơn vị còn thiếu; thiếu số không phải là số không.",
      "A new unit is made of several old ones and one gives no figure; the sum is left missing.",
      "Find the missing unit's figure; missing is not zero."),
    "estimated": entry(
      "Số liệu chia theo trọng số là ước tính.",
      "Hãy ghi rõ “ước tính” khi dùng.",
      "A figure divided by weights is an estimate.",
      "Say so where it is used."),
  ]
}
