"""Sheets as files: minimal CSV, XLSX and ODS, written by hand with the standard library."""
import csv, io, zipfile
from xml.sax.saxutils import escape

STAMP = (2016, 1, 10, 8, 0, 0)


class Sheet:
    """One sheet: cells by (row, column) from 0, merges by their first cell, and the truth.

    `truth` has an entry for every cell that carries a figure: a Truth, or the word that says why the
    cell must not be migrated.
    """

    def __init__(self, name, kind):
        self.name, self.kind = name, kind
        self.cells, self.merges, self.truth = {}, {}, {}
        self.file, self.tables, self.hidden = None, [], []

    def put(self, row, column, value, rows=1, columns=1):
        if value is None or value == "":
            return
        self.cells[row, column] = value
        if self.kind != "csv" and rows * columns > 1:
            self.merges[row, column] = (rows, columns)

    def without(self, row=None, column=None):
        """A copy without a row or a column; what is merged over it gets smaller."""
        other = Sheet(self.name, self.kind)
        other.file, other.named = self.file, self.named

        def place(r, c):
            return (r - (row is not None and r > row), c - (column is not None and c > column))

        gone = {}
        for (r, c), (high, wide) in self.merges.items():
            high -= row is not None and r <= row < r + high
            wide -= column is not None and c <= column < c + wide
            if high and wide:
                # The first cell may be the one that goes.
                gone[r, c] = place(r, c) if (r != row and c != column) else (min(r, place(r, c)[0]), min(c, place(r, c)[1]))
                if high * wide > 1:
                    other.merges[gone[r, c]] = (high, wide)
        for where, value in self.cells.items():
            if where in gone:
                other.cells[gone[where]] = value
            elif where[0] != row and where[1] != column:
                other.cells[place(*where)] = value
        for where, value in self.truth.items():
            if where[0] != row and where[1] != column:
                other.truth[place(*where)] = value
        other.tables = [(name, *(place(n, 0)[0] for n in span)) for name, *span in self.tables]
        return other

    def size(self):
        rows = [r + self.merges.get((r, c), (1, 1))[0] for r, c in self.cells]
        columns = [c + self.merges.get((r, c), (1, 1))[1] for r, c in self.cells]
        return max(rows, default=0), max(columns, default=0)


def name_of(row, column):
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def lines_of(sheet):
    rows, columns = sheet.size()
    return [[str(sheet.cells.get((r, c), "")) for c in range(columns)] for r in range(rows)]


def write_csv(path, sheet, chance):
    text = io.StringIO()
    csv.writer(text, delimiter=chance.choice(",,;\t"), lineterminator="\r\n").writerows(lines_of(sheet))
    with open(path, "wb") as file:
        file.write(chance.choice([b"", b"\xef\xbb\xbf"]) + text.getvalue().encode())


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, text in parts:
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = stored
            file.writestr(info, text)


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx_sheet(sheet):
    rows = {}
    for (row, column), value in sorted(sheet.cells.items()):
        place = name_of(row, column)
        if isinstance(value, str):
            cell = f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        else:
            cell = f'<c r="{place}"><v>{value}</v></c>'
        rows.setdefault(row, []).append(cell)
    data = "".join(f'<row r="{row + 1}">{"".join(cells)}</row>' for row, cells in rows.items())
    merges = [f'<mergeCell ref="{name_of(r, c)}:{name_of(r + h - 1, c + w - 1)}"/>'
              for (r, c), (h, w) in sorted(sheet.merges.items())]
    merged = f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>' if merges else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{merged}</worksheet>'


def write_xlsx(path, sheets):
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for n in numbers)
    listed = "".join(f'<sheet name="{escape(s.name)}" sheetId="{n}" r:id="r{n}"/>' for n, s in zip(numbers, sheets))
    related = "".join(f'<Relationship Id="r{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                      for n in numbers)
    packed(path, [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
         'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
         f'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>'),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
         f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'),
        *((f"xl/worksheets/sheet{n}.xml", xlsx_sheet(s)) for n, s in zip(numbers, sheets))])


def ods_table(sheet):
    rows, columns = sheet.size()
    covered = {(r + i, c + j) for (r, c), (h, w) in sheet.merges.items()
               for i in range(h) for j in range(w) if i or j}
    lines = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            value, (high, wide) = sheet.cells.get((row, column)), sheet.merges.get((row, column), (1, 1))
            spans = (f' table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
                     if high * wide > 1 else "")
            if (row, column) in covered:
                cells.append("<table:covered-table-cell/>")
            elif value is None:
                cells.append(f"<table:table-cell{spans}/>")
            elif isinstance(value, str):
                cells.append(f'<table:table-cell{spans} office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>')
            else:
                cells.append(f'<table:table-cell{spans} office:value-type="float" office:value="{value}">'
                             f"<text:p>{str(value).replace('.', ',')}</text:p></table:table-cell>")
        lines.append(f'<table:table-row>{"".join(cells)}</table:table-row>')
    return (f'<table:table table:name="{escape(sheet.name)}"><table:table-column '
            f'table:number-columns-repeated="{max(columns, 1)}"/>{"".join(lines)}</table:table>')


def write_ods(path, sheets):
    spaces = "urn:oasis:names:tc:opendocument:xmlns:"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (f'{HEAD}<office:document-content xmlns:office="{spaces}office:1.0" xmlns:table="{spaces}table:1.0" '
               f'xmlns:text="{spaces}text:1.0" office:version="1.3"><office:body><office:spreadsheet>'
               f'{"".join(map(ods_table, sheets))}</office:spreadsheet></office:body></office:document-content>')
    manifest = (f'{HEAD}<manifest:manifest xmlns:manifest="{spaces}manifest:1.0" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    packed(path, [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)])
