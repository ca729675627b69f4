"""Inputs that the points share: registers of children who do not exist, and raw workbooks.

Every personal value of a canary register holds a mark that no shipped file holds, so that a mark in a
place tells that a value came there. All of it is made up.
"""
import io, os, random, unicodedata, zipfile
from xml.sax.saxutils import escape

HEAD = "ID;MA_XA;TEN_XA;HO_TEN;NGAY_SINH;GIOI_TINH;DAN_TOC;SO_DDCN;THON_BAN;HOAN_CANH;DUOC_TRO_GIUP;GHI_CHU;NGAY_CAP_NHAT;NAM"
UNITS = [("25327", "Xã Thanh An"), ("25330", "Xã An Khương"), ("25339", "Xã An Phú"), ("25342", "Xã Tân Lợi")]


class Child:
    """A child who does not exist, with marks in every value that could be told of one."""

    def __init__(self, number, mark="zx"):
        self.number = number
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")
        self.name_mark = f"{mark}qan{letters}"
        self.hamlet_mark, self.remark_mark = f"{mark}qham{letters}", f"{mark}qrem{letters}"
        self.name = f"Giàng {self.name_mark.capitalize()} Hạ"
        self.day, self.month, self.year = number % 28 + 1, number % 12 + 1, 2011 + number % 9
        self.number_text = f"0123{self.year % 100:02}{770000 + number:06}"
        self.hamlet = f"Bản {self.hamlet_mark.capitalize()}"
        self.remark = f"gửi {self.remark_mark} nuôi"
        self.circumstance = number % 14 + 1

    def birth(self, form):
        return form.format(d=self.day, m=self.month, y=self.year, s=self.year % 100)

    def marks(self, dates=True):
        """What must not be met elsewhere, in small letters."""
        found = [self.name_mark, self.hamlet_mark, self.remark_mark, self.number_text, self.number_text[1:]]
        if dates:
            found += [self.birth(form) for form in ("{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{d:02}/{m:02}/{s:02}")]
        return found

    def values(self):
        """Everything that a dictionary of this child would hold."""
        forms = ["{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d:02}/{m:02}/{s:02}", "{d:02}{m:02}{y}", "{y}{m:02}{d:02}"]
        return [self.name, self.name.upper(), self.number_text, self.number_text[1:], self.hamlet, self.remark,
                str(self.circumstance), *map(self.birth, forms)]

    def row(self, period="2023", **changed):
        unit, place = UNITS[self.number % len(UNITS)]
        fields = {
            "id": str(self.number), "unit": unit, "place": place, "name": self.name, "birth": self.birth("{d:02}/{m:02}/{s:02}"),
            "sex": "0", "ethnic": "Kinh", "number": self.number_text, "hamlet": self.hamlet,
            "circumstances": str(self.circumstance), "supported": "1", "remark": self.remark, "updated": "15/12/2023", "period": period}
        return list({**fields, **changed}.values())


def legacy_register(children, period="2023", head=HEAD, **changed):
    """A register as the old database wrote it, CSV with semicolons."""
    def quoted(text):
        return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ';"\n\r') else text

    rows = [child.row(period, **changed) for child in children]
    return "\n".join([head, *(";".join(map(quoted, row)) for row in rows)]) + "\n"


#: Rows of DS-01, the present form of a register, as CSV has them; `{unit}` and `{rows}` are filled in.
FORM = """Biểu số 01/DS,,,,DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT,,,Đơn vị báo cáo: Xã Bản Bo (mã 03424),,
Ngày nhận báo cáo: 01/11,,,,Kỳ báo cáo: Năm 2025,,,,,

STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Số định danh cá nhân,"Thôn, tổ dân phố",Hoàn cảnh đặc biệt,Được trợ giúp,Ghi chú
A,1,2,3,4,5,6,7,8,9
"""


def form_register(children, **changed):
    """The same children in form DS-01, CSV."""
    lines = []
    for ordinal, child in enumerate(children, 1):
        row = {
            "ordinal": str(ordinal), "name": child.name, "birth": child.birth("{y}-{m:02}-{d:02}"), "sex": "Nữ", "ethnic": "Kinh",
            "number": child.number_text, "hamlet": child.hamlet, "circumstances": "d", "supported": "x", "remark": child.remark}
        lines.append(",".join('"' + value.replace('"', '""') + '"' for value in {**row, **changed}.values()))
    return FORM + "\n".join(lines) + "\n"


def matrix(year, first=1301):
    """An old yearly table that comes out without a finding: one commune a row, groups of 2018's layout."""
    return (
        f"ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG,,,,,,,,,,\n,TỔNG HỢP TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT NĂM {year},,,,,,,,,\n"
        "STT,Mã xã,\"Tên xã, phường, thị trấn\",Tổng số trẻ em,Mồ côi cả cha và mẹ,,,Bị bỏ rơi,,,Nạn nhân chất độc hóa học\n"
        ",,,,TS,Nam,Nữ,TS,Nam,Nữ,\n"
        f"1,03390,Thị trấn Tam Đường,{first},8,2,6,2,2,-,\n2,03394,Xã Thèn Sin,846,2,2,-,2,1,1,\n")


def unmapped(title):
    """A table that no mapping knows: it is held back whole, and so has a file of reasons."""
    return f"STT;Hạng mục {title};Kinh phí\n1;Sửa chữa;12\n2;Mua sắm;34\n"


# Raw workbooks: what a hostile sender writes, not what a program would.

TYPES = '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{sheets}</Types>'
RELS = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def letters(column):
    return chr(ord("A") + column) if column < 26 else letters(column // 26 - 1) + letters(column % 26)


def cell(row, column, value):
    """A cell: text becomes an inline string, an int a number, a pair (t, v) a cell of that type with that content."""
    place = f"{letters(column)}{row + 1}"
    if isinstance(value, tuple):
        kind, content = value
        return f'<c r="{place}" t="{kind}"><v>{escape(content)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""


def xlsx(sheets):
    """The bytes of a workbook: names of sheets to rows of cells."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        numbered = list(enumerate(sheets.items(), 1))
        archive.writestr("[Content_Types].xml", TYPES.format(sheets="".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for n, _ in numbered)))
        archive.writestr("_rels/.rels", RELS.format(f'<Relationship Id="rId1" Type="{KIND}officeDocument" Target="xl/workbook.xml"/>'))
        archive.writestr("xl/_rels/workbook.xml.rels", RELS.format("".join(
            f'<Relationship Id="rId{n}" Type="{KIND}worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered)))
        names = "".join(f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in numbered)
        archive.writestr("xl/workbook.xml", f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{KIND[:-1]}"><sheets>{names}</sheets></workbook>')
        for n, (_, rows) in numbered:
            body = "".join(
                f'<row r="{y + 1}">' + "".join(cell(y, x, value) for x, value in enumerate(row)) + "</row>" for y, row in enumerate(rows))
            archive.writestr(f"xl/worksheets/sheet{n}.xml", f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>')
    return out.getvalue()


def nfc(text):
    return unicodedata.normalize("NFC", text)


def nfd(text):
    return unicodedata.normalize("NFD", text)


def big_children(count=4000, seed=0):
    """Children with long remarks of random letters, so that a file of them stays over 1 MiB when packed."""
    chance = random.Random(seed)
    for number in range(count):
        child = Child(number % 1000)
        child.name = f"Giàng {child.name_mark.capitalize()} {'abcdefgh'[number // 1000 % 8].upper()}"
        child.number_text = ""
        child.remark = "".join(chance.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", k=440))
        yield child


def big_file(lab, path, kind, form, sex, seed):
    """A register over 1 MiB at `path` in format `kind`; `form` is DS-01, else the old database's. Gives its bytes."""
    children = list(big_children(seed=seed))
    text = form_register(children, sex=sex) if form else legacy_register(children, sex="1" if sex == "Nam" else "0")
    source = lab.put(path + ".source.csv", text)
    if kind == "csv":
        lab.put(path, text)
    else:
        lab.run("convert", source, "-o", path, "--to", kind, "--force", "--quiet")
    os.unlink(source)
    with open(path, "rb") as file:
        return file.read()
