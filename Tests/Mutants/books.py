"""Workbooks of all forms: where each cell of the model stands in a clean one, and copies of it with other figures.

Cells are found by code and column label, never by address. XLSX and ODS carry all forms of a unit, a CSV one form.
"""
import html, re, zipfile

from formulas import name_of
from parts import Part, archive

UNIT = re.compile(r"Đơn vị báo cáo: ([^<,]*?) \(mã (\d+)\)")
SUM = re.compile(r"SUM\([^()]*\)")


def plain(formula):
    """A total as an officer writes it: the bare SUM of the same cells; rates as they are."""
    found = SUM.search(formula)
    return found[0] if found else formula


def shown(value):
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(round(value, 6))
    return "" if value is None else str(value)


class Grid:
    """The texts of one sheet by (column, row), from 1."""

    def __init__(self):
        self.cells, self.formulas = {}, {}

    def rows(self):
        last = max(row for _, row in self.cells)
        wide = max(column for column, _ in self.cells)
        return [[self.cells.get((column, row), "") for column in range(1, wide + 1)] for row in range(1, last + 1)]


def located(model, form, grid):
    """Cell of the model -> (column, row), by the code in "Mã số" and the lowest label of each column's head."""
    places = {text: place for place, text in grid.cells.items() if text in ("STT", "Mã số", "Đơn vị tính")}
    head, code = places["STT"][1], places["Mã số"][0]
    marks = next(row for row in range(head + 1, head + 9) if grid.cells.get((1, row)) == "A")
    columns = {}
    wanted = {model.labels[column]: column for column in model.columns(form)[1:]} | {"Tổng số": "total"}
    for column in range(code + 2, max(place[0] for place in grid.cells) + 1):
        labels = [grid.cells[column, row] for row in range(head, marks) if grid.cells.get((column, row))]
        if labels and labels[-1] in wanted:
            columns[wanted[labels[-1]]] = column
    rows = {text: row for (column, row), text in grid.cells.items() if column == code and row > marks}
    missing = set(model.rows[form]) - set(rows), set(model.columns(form)) - set(columns)
    if any(missing):
        raise ValueError(f"{form}: not in the sheet: {missing}")
    return {
        (form, code, column): (columns[column], rows[code]) for code in model.rows[form] for column in model.columns(form)}


class Book:
    """What XLSX and ODS share: parts in pieces, a piece for each row, figures put in by (form, row)."""

    def __init__(self, model, path):
        self.model = model
        with zipfile.ZipFile(path) as file:
            self.texts = {info.filename: file.read(info.filename) for info in file.infolist()}
        self.names = list(self.texts)
        self.grids, self.rows = {}, {}
        self.read()
        self.places = {}
        for form in model.forms:
            self.places.update(located(model, form, self.grids[form]))
        self.cell_at = {(cell[0], name_of(*place)): cell for cell, place in self.places.items()}
        self.by_row = {}
        for cell, (_, row) in self.places.items():
            self.by_row.setdefault((cell[0], row), []).append(cell)

    def prepare(self, values, totals):
        """The clean book of these figures, totals typed, live (the form's formulas) or sums (bare ones)."""
        self.values, self.totals = values, totals
        self.pieces = {}
        for row in self.by_row:
            self.pieces[row] = self.row(row, {})
        self.assemble()
        return self

    def row(self, row, changed):
        text, spans = self.rows[row]
        out, end = [], 0
        for cell in sorted(self.by_row[row], key=lambda cell: self.places[cell]):
            start, stop = spans[self.places[cell][0]]
            value = changed[cell] if cell in changed else self.values.get(cell, "x")
            formula = self.grids[cell[0]].formulas.get(self.places[cell]) if self.totals != "typed" else None
            formula = plain(formula) if formula and self.totals == "sums" else formula
            out += [text[end:start], self.cell(text[start:stop], value, formula)]
            end = stop
        return "".join(out + [text[end:]]).encode()

    def unit(self, text, unit):
        """The piece with another unit in it."""
        name, code = self.own
        return text.replace(f"{name} (mã {code})", f"{unit[1]} (mã {unit[0]})").replace(f">{code}<", f">{unit[0]}<").encode()

    def has_unit(self, text):
        return f"(mã {self.own[1]})" in text or f">{self.own[1]}<" in text

    def write(self, path, unit, changed):
        rows = {self.row_of(cell) for cell in changed}
        with open(path, "wb") as file:
            file.write(self.bytes(unit, {row: self.row(row, changed) for row in rows}))

    def row_of(self, cell):
        return cell[0], self.places[cell][1]


class Xlsx(Book):
    CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.S)

    def read(self):
        strings = self.texts["xl/sharedStrings.xml"].decode()
        self.strings = [
            html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.S)))
            for item in re.findall(r"<si>(.*?)</si>", strings, re.S)]
        self.own = UNIT.search(strings).groups()
        book = self.texts["xl/workbook.xml"].decode()
        links = dict(re.findall(r'<Relationship Id="([^"]*)"[^>]*? Target="([^"]*)"', self.texts["xl/_rels/workbook.xml.rels"].decode()))
        if not links:
            links = {id: target for target, id in re.findall(r'Target="([^"]*)"[^>]*? Id="([^"]*)"', self.texts["xl/_rels/workbook.xml.rels"].decode())}
        self.sheets = {
            name: "xl/" + links[id].removeprefix("/xl/") for name, id in re.findall(r'<sheet name="([^"]*)"[^>]*? r:id="([^"]*)"', book)}
        self.split = {}
        for form in self.model.forms:
            text = self.texts[self.sheets[form]].decode()
            grid = self.grids[form] = Grid()
            pieces = self.split[form] = []
            end = 0
            for match in re.finditer(r'<row r="(\d+)"[^>]*>.*?</row>', text, re.S):
                pieces += [(None, text[end:match.start()]), (int(match[1]), match[0])]
                end = match.end()
                self.rows[form, int(match[1])] = (match[0], self.spans(grid, match[0]))
            pieces.append((None, text[end:]))

    def spans(self, grid, text):
        spans = {}
        for match in self.CELL.finditer(text):
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            spans[column] = match.span()
            inside = match[4] or ""
            value = re.search(r"<v>(.*?)</v>", inside)
            formula = re.search(r"<f>(.*?)</f>", inside)
            if formula:
                grid.formulas[column, int(match[2])] = html.unescape(formula[1])
            elif value:
                grid.cells[column, int(match[2])] = self.strings[int(value[1])] if 't="s"' in match[3] else value[1]
        return spans

    def cell(self, text, value, formula):
        head = re.match(r'<c r="[A-Z]+\d+"(?: s="\d+")?', text)[0]
        inside = f"<f>{html.escape(formula, quote=False)}</f>" if formula else ""
        if value is None and not formula:
            return head + "/>"
        if isinstance(value, str) or value is None:
            value = html.escape(value or "", quote=False)
            if formula:
                return f'{head} t="str">{inside}<v>{value}</v></c>'
            return f'{head} t="inlineStr"><is><t>{value}</t></is></c>'
        return f"{head}>{inside}<v>{shown(value)}</v></c>"

    def assemble(self):
        self.parts, self.index, self.named = {}, {}, {}
        for form, pieces in self.split.items():
            texts = []
            for row, text in pieces:
                if (form, row) in self.pieces:
                    self.index[form, row] = (self.sheets[form], len(texts))
                    texts.append(self.pieces[form, row])
                else:
                    texts.append(text.encode())
            self.parts[self.sheets[form]] = Part(self.sheets[form], texts)
        for name in self.names:
            if name in self.parts:
                continue
            if name == "xl/sharedStrings.xml":
                items = re.split(r"(?=<si>)", self.texts[name].decode())
                pieces, texts = [""], []
                for item in items:
                    if self.has_unit(item):
                        self.named.setdefault(name, {})[len(pieces)] = item
                        pieces += [item, ""]
                    else:
                        pieces[-1] += item
                self.parts[name] = Part(name, [piece.encode() for piece in pieces])
            else:
                self.parts[name] = Part(name, [self.texts[name]])

    def bytes(self, unit, rows):
        changed = {name: {place: self.unit(text, unit) for place, text in places.items()} for name, places in self.named.items()}
        for row, text in rows.items():
            name, place = self.index[row]
            changed.setdefault(name, {})[place] = text
        return archive([self.parts[name].with_(changed.get(name, {})) for name in self.names])


class Ods(Book):
    CELL = re.compile(r"<table:(covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)", re.S)

    def read(self):
        text = self.texts["content.xml"].decode()
        self.own = UNIT.search(text).groups()
        self.split, end = [], 0
        for match in re.finditer(r'<table:table-row\b[^>]*>.*?</table:table-row>|<table:table-row\b[^>]*/>|<table:table table:name="([^"]*)"|</table:table>', text, re.S):
            if match[1]:
                form, number = match[1], 0
                continue
            if match[0] == "</table:table>":
                continue
            self.split.append((None, text[end:match.start()]))
            end = match.end()
            opening = re.match(r"<table:table-row\b[^>]*>", match[0])[0]
            again = re.search(r'number-rows-repeated="(\d+)"', opening)
            number += 1
            if form in self.model.forms:
                grid = self.grids.setdefault(form, Grid())
                row = self.widened(match[0])
                self.rows[form, number] = (row, self.spans(grid, row, number))
                self.split.append(((form, number), row))
            else:
                self.split.append((None, match[0]))
            number += int(again[1]) - 1 if again else 0
        self.split.append((None, text[end:]))

    def widened(self, row):
        """The row without repeated cells."""
        def one(match):
            times = re.search(r' table:number-columns-repeated="(\d+)"', match[2])
            if not times or int(times[1]) > 100:
                return match[0]
            return match[0].replace(times[0], "", 1) * int(times[1])
        return self.CELL.sub(one, row)

    def spans(self, grid, text, row):
        spans, column = {}, 0
        for match in self.CELL.finditer(text):
            column += 1
            spans[column] = match.span()
            formula = re.search(r'table:formula="of:=([^"]*)"', match[2])
            inside = html.unescape("".join(re.findall(r"<text:p>(.*?)</text:p>", match[3] or "", re.S)))
            if formula:
                grid.formulas[column, row] = formula[1]
            elif inside and not match[1]:
                grid.cells[column, row] = inside
        return spans

    def cell(self, text, value, formula):
        match = self.CELL.fullmatch(text)
        head = "<table:table-cell" + re.sub(r' (?:office:[a-z-]+|table:formula|calcext:[a-z-]+)="[^"]*"', "", match[2]).rstrip("/")
        if formula:
            head += f' table:formula="of:={formula}"'
        if value is None and not formula:
            return head + "/>"
        if isinstance(value, str) or value is None:
            return f'{head} office:value-type="string"><text:p>{html.escape(value or "", quote=False)}</text:p></table:table-cell>'
        return f'{head} office:value-type="float" office:value="{shown(value)}"><text:p>{shown(value)}</text:p></table:table-cell>'

    def assemble(self):
        self.index, self.named, texts = {}, {}, [""]
        for row, text in self.split:
            if row in self.pieces:
                self.index[row] = len(texts)
                texts += [self.pieces[row].decode(), ""]
            elif self.has_unit(text):
                self.named[len(texts)] = text
                texts += [text, ""]
            else:
                texts[-1] += text
        pieces = [text.encode() for text in texts]
        self.parts = {
            name: Part(name, pieces if name == "content.xml" else [self.texts[name]], stored=name == "mimetype") for name in self.names}

    def bytes(self, unit, rows):
        changed = {place: self.unit(text, unit) for place, text in self.named.items()}
        changed |= {self.index[row]: text for row, text in rows.items()}
        return archive([self.parts[name].with_(changed if name == "content.xml" else {}) for name in self.names])


class Csv:
    """One form a file, laid out as its sheet in the XLSX book, figures as shown."""

    def __init__(self, model, book):
        self.model, self.grids, self.places, self.cell_at, self.own = model, book.grids, book.places, book.cell_at, book.own

    def prepare(self, values):
        self.values, self.lines = values, {}
        for form, grid in self.grids.items():
            rows = grid.rows()
            for cell, (column, row) in self.places.items():
                if cell[0] == form:
                    rows[row - 1][column - 1] = shown(values.get(cell, "x"))
            self.lines[form] = rows
        return self

    @staticmethod
    def line(values):
        return ",".join('"' + value.replace('"', '""') + '"' if any(sign in value for sign in ',"\n') else value for value in values)

    def write(self, path, unit, changed):
        form = next(iter(changed))[0]
        rows = [list(row) for row in self.lines[form]]
        for cell, value in changed.items():
            column, row = self.places[cell]
            rows[row - 1][column - 1] = shown(value)
        text = "\r\n".join(self.line(row) for row in rows) + "\r\n"
        name, code = self.own
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text.replace(f"{name} (mã {code})", f"{unit[1]} (mã {unit[0]})"))
