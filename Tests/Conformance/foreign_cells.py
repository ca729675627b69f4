"""What the foreign workbooks hold: sheets of cells of every kind, the same for the same seed."""
import datetime as dt
import random
import unicodedata
from dataclasses import dataclass, field

TEXTS = [
    "Trẻ em", unicodedata.normalize("NFD", "Trẻ em Đồng Tháp"), "00040", "012345678901",
    "865123456789012345", "1e5", "1.234", "12,5", "TRUE", "2024-05-10", "#REF!", "=1+1", "+84",
    "-5", "@x", " đầu", "cuối ", "hai  trống", "dòng 1\ndòng 2", "a\tb", "<&>\"'", "]]>", "😀",
    "_x0041_", "…", "-", "x", "\u00a0", "a;b,c|d", "Hòa Bình", "Hoà Bình", "ĐẮK NÔNG",
    "  ", "'00040", "１２３", "a" * 300, "ợ" * 1000, "_x000D_", "x005F_", "\u200bẩn",
]
NUMBERS = [
    0, 1, -1, 12.5, -12.5, 0.1, 133.8, 0.075, 1 / 3, 0.1 + 0.2, 123456789012345, 1e-7, 1e-5,
    1e15, 1e16, 1e21, -1e-300, 1.7976931348623157e308, 2.2250738585072014e-308, 12500000,
    2**53 - 1, 2**53, 2**53 + 2, 0.30000000000000004, 999999999999999, 99999999999999.9,
    3.14159265358979, 1234567.891, 4.35, 1.005, 2.675, 100, 1000000,
]
NUMBER_FORMATS = [
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.00E+00", "# ?/?", "@",
    "[Red]#,##0;[Blue]-#,##0", "#,##0 \"đồng\"", "0 \"days\"", "#,##0.00\\ \"₫\"",
    "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "[$-42A]#,##0.0", "00000",
    "[>=1000]0.0,;0", "0.0\\ \\M",
]
DATE_FORMATS = [
    "yyyy-mm-dd", "dd/mm/yyyy", "d-mmm-yy", "mmm-yy", "[$-42A]dd/mm/yyyy",
    "\"ngày\" dd \"tháng\" mm \"năm\" yyyy", "m/d/yy", "[$-F800]dddd, mmmm dd, yyyy",
]
MOMENT_FORMATS = ["yyyy-mm-dd hh:mm:ss", "dd/mm/yyyy hh:mm", "m/d/yy h:mm", "d/m/yyyy h:mm AM/PM"]
TIME_FORMATS = ["hh:mm:ss", "h:mm", "h:mm AM/PM"]
DURATION_FORMATS = ["[h]:mm:ss", "[mm]:ss", "[h]:mm"]
ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
DAYS = [
    dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(1904, 1, 1),
    dt.date(1904, 1, 2), dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(2000, 2, 29),
    dt.date(2011, 12, 30), dt.date(2018, 11, 4), dt.date(2024, 5, 10), dt.date(2025, 7, 1),
    dt.date(9999, 12, 31),
]
TIMES = [
    dt.time(0, 0, 1), dt.time(6, 30), dt.time(12), dt.time(14, 40), dt.time(23, 59, 59),
]
SPANS = [
    dt.timedelta(hours=1, minutes=30), dt.timedelta(hours=36, minutes=15), dt.timedelta(days=400),
    dt.timedelta(seconds=59),
]


@dataclass
class Cell:
    """A value with its number format, and the formula that it may come from."""

    kind: str
    value: object
    format: str = "General"
    formula: str = ""


@dataclass
class Sheet:
    name: str
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    hidden_rows: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)
    is_hidden: bool = False
    comments: dict = field(default_factory=dict)


def text_cells():
    return [Cell("text", text) for text in TEXTS]


def number_cells():
    return [Cell("number", number) for number in NUMBERS] + [
        Cell("number", number, format)
        for format in NUMBER_FORMATS
        for number in (0.125, 12500000, -3)
    ]


def date_cells(first=dt.date(1900, 1, 1)):
    days = [day for day in DAYS if day >= first]
    cells = [Cell("date", day, DATE_FORMATS[i % len(DATE_FORMATS)]) for i, day in enumerate(days)]
    for i, day in enumerate(days):
        moment = dt.datetime.combine(day, TIMES[i % len(TIMES)])
        cells.append(Cell("datetime", moment, MOMENT_FORMATS[i % len(MOMENT_FORMATS)]))
    cells += [Cell("date", dt.date(2024, 5, 10), format) for format in DATE_FORMATS]
    cells += [Cell("time", time, format) for time in TIMES for format in TIME_FORMATS]
    return cells + [Cell("span", span, format) for span in SPANS for format in DURATION_FORMATS]


def other_cells():
    cells = [Cell("boolean", True), Cell("boolean", False)]
    cells += [Cell("error", error) for error in ERRORS]
    return cells + [
        Cell("number", 3, formula="1+2"), Cell("number", 0.5, "0%", formula="1/2"),
        Cell("text", "tổng", formula='"tổng"'), Cell("boolean", True, formula="1=1"),
        Cell("text", "", formula='""'), Cell("number", 6, formula="SUM(1,2,3)"),
        Cell("text", 'a"b', formula='"a""b"'),
    ]


def all_cells(first=dt.date(1900, 1, 1)):
    return text_cells() + number_cells() + date_cells(first) + other_cells()


def column_sheet(name, cells):
    """One cell a row, with every seventh row left empty."""
    sheet = Sheet(name)
    for index, cell in enumerate(cells):
        sheet.cells[(index + index // 6, 0)] = cell
    return sheet


def mixed_sheet(name, seed, first=dt.date(1900, 1, 1), size=(40, 12)):
    """Cells of all kinds strewn over a rectangle, with repeats, merges and hidden parts."""
    rng = random.Random(seed)
    zoo = all_cells(first)
    sheet = Sheet(name)
    for row in range(size[0]):
        if rng.random() < 0.15:
            continue
        cell = rng.choice(zoo)
        for column in range(size[1]):
            if rng.random() < 0.6:
                cell = rng.choice(zoo)
            if rng.random() < 0.8:
                sheet.cells[(row, column)] = cell
        if row % 9 == 4:
            for column in range(size[1]):
                sheet.cells[(row + 1, column)] = sheet.cells.get((row, column), Cell("blank", None))
    top = size[0] + 3
    sheet.merges = [(top, 0, top + 1, 3), (top + 3, 2, top + 3, 5)]
    sheet.cells[(top, 0)] = Cell("text", "ô gộp")
    sheet.cells[(top + 3, 2)] = Cell("number", 7)
    sheet.hidden_rows = [2, 5, 6]
    sheet.hidden_columns = [1, 7]
    sheet.comments = {(0, 0): "Ghi chú, không phải giá trị", (top, 0): "Ghi chú ở ô gộp"}
    sheet.cells = {place: cell for place, cell in sheet.cells.items() if cell.kind != "blank"}
    return sheet


def sparse_sheet(name, rows=1048576, columns=16384):
    sheet = Sheet(name)
    for row, column in [(0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1), (999, 99)]:
        sheet.cells[(row, column)] = Cell("text", f"xa {row + 1} {column + 1}")
    sheet.cells[(70000, 300)] = Cell("number", 70000.3)
    return sheet


def plain_sheet(name, rows=60):
    """What a commune's list looks like."""
    rng = random.Random(rows)
    sheet = Sheet(name)
    for column, head in enumerate(["STT", "Mã số", "Họ và tên", "Ngày sinh", "Tỷ lệ", "Ghi chú"]):
        sheet.cells[(0, column)] = Cell("text", head)
    for row in range(1, rows):
        sheet.cells[(row, 0)] = Cell("number", row)
        sheet.cells[(row, 1)] = Cell("text", f"{rng.randrange(10**6):07}")
        sheet.cells[(row, 2)] = Cell("text", rng.choice(["Nguyễn Thị Ánh", "Lò Văn Đức", "H'Ngơ Niê"]))
        day = dt.date(2008, 1, 1) + dt.timedelta(days=rng.randrange(6000))
        sheet.cells[(row, 3)] = Cell("date", day, "dd/mm/yyyy")
        sheet.cells[(row, 4)] = Cell("number", round(rng.random(), 4), "0.00%")
        if rng.random() < 0.3:
            sheet.cells[(row, 5)] = Cell("text", rng.choice(["…", "-", "x", "đã chuyển\nđi nơi khác"]))
    return sheet


def books(first=dt.date(1900, 1, 1)):
    """The workbooks that each writer is asked for: a name, and sheets."""
    hidden = mixed_sheet("Ẩn", 7, first)
    hidden.is_hidden = True
    return {
        "chữ": [column_sheet("Chữ", text_cells())],
        "số": [column_sheet("Số", number_cells())],
        "ngày": [column_sheet("Ngày", date_cells(first))],
        "khác": [column_sheet("Khác", other_cells())],
        "lẫn": [mixed_sheet("Lẫn 1", 1, first), mixed_sheet("Lẫn hai's 2", 2, first), hidden],
        "rộng": [mixed_sheet("Rộng", 3, first, size=(15, 60))],
        "dài": [mixed_sheet("Dài", 4, first, size=(400, 5))],
        "danh sách": [plain_sheet("Danh sách"), Sheet("Trống"), plain_sheet("Danh sách (2)", 9)],
    }
