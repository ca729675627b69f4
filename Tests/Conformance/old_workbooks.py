"""Old binary workbooks by xlwt, LibreOffice, Gnumeric and ourselves: bieu's cells against those of
xlrd and python-calamine, and against LibreOffice's reading of what our own writer wrote.

Usage: old_workbooks.py BIEU SAMPLEMAKER FOLDER. A difference that no rule below explains is printed
and fails.
"""
import datetime as dt
import math
import os
import pathlib
import subprocess
import sys

import xlrd

import foreign_cells
import foreign_writers
from comparison import Comparison, resave
from foreign_readers import by_bieu, by_calamine
from foreign_rules import Rule

DAY = 86_400_000


def make(folder, maker):
    """Writes the workbooks and returns those by others and our own."""
    source = folder / "nguồn"
    source.mkdir(parents=True, exist_ok=True)
    for name, sheets in foreign_cells.books().items():
        foreign_writers.by_xlsxwriter(source / f"{name}.xlsx", sheets)
    first = dt.date(1904, 1, 2)
    foreign_writers.by_xlsxwriter(
        source / "1904.xlsx", foreign_cells.books(first)["lẫn"], date_1904=True)
    made = []
    (folder / "xlwt").mkdir(exist_ok=True)
    for name, sheets in foreign_cells.books(dt.date(1904, 1, 1)).items():
        made.append(folder / "xlwt" / f"{name}.xls")
        foreign_writers.by_xlwt(made[-1], sheets)
    sources = sorted(source.glob("*.xlsx"))
    made += resave(sources, folder / "libreoffice", "xls:MS Excel 97").values()
    # LibreOffice 7 no longer writes Excel 5 and 95; where it does, these are read too.
    for label, filter_name in [
            ("libreoffice-95", "MS Excel 95"), ("libreoffice-5", "MS Excel 5.0/95")]:
        copies = resave(sources, folder / label, f"xls:{filter_name}").values()
        made += [copy for copy in copies if copy.exists() and copy.stat().st_size > 0]
    for kind in ("biff8", "biff7"):
        out = folder / f"gnumeric-{kind}"
        out.mkdir(exist_ok=True)
        for path in sources:
            made.append(out / f"{path.stem}.xls")
            subprocess.run(
                ["ssconvert", "-T", f"Gnumeric_Excel:excel_{kind}", str(path), str(made[-1])],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run([maker, str(folder / "bieu")], check=True)
    return made, sorted((folder / "bieu").glob("*.xls"))


def by_xlrd(path):
    """Cells as xlrd reads them: dates as serials, and the epoch."""
    with open(os.devnull, "w") as log:
        book = xlrd.open_workbook(path, logfile=log)
    cells = {}
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
                found = {
                    xlrd.XL_CELL_TEXT: ("text", value), xlrd.XL_CELL_NUMBER: ("number", value),
                    xlrd.XL_CELL_DATE: ("serial", value),
                    xlrd.XL_CELL_BOOLEAN: ("boolean", bool(value)),
                    xlrd.XL_CELL_ERROR: ("error", xlrd.error_text_from_code.get(value)),
                }.get(kind)
                if found and found != ("text", ""):
                    cells[(sheet.name, row, column)] = found
    return cells, book.datemode


def milliseconds(cell, epoch):
    """A moment, span, serial or number as milliseconds since the epoch; None for others."""
    kind, value = cell
    if kind == "span":
        return value
    if kind in ("serial", "number") and math.isfinite(value):
        return round(value * DAY)
    if kind != "moment":
        return None
    moment = dt.datetime.fromisoformat(value)
    if epoch == 1:
        return round((moment - dt.datetime(1904, 1, 1)) / dt.timedelta(milliseconds=1))
    days = (moment - dt.datetime(1899, 12, 30)) / dt.timedelta(milliseconds=1)
    # There was no 29 February 1900, so the days before it count one less.
    return round(days if days >= 61 * DAY else days - DAY)


def same(ours, theirs, epoch):
    if ours is None or theirs is None:
        return False
    temporal = {"moment", "span", "serial"}
    if ours[0] in temporal and theirs[0] in temporal:
        a, b = milliseconds(ours, epoch), milliseconds(theirs, epoch)
        return abs(a - b) <= 1
    return False


def is_infinite(cell):
    return cell is not None and cell[0] == "number" and math.isinf(cell[1])


def no_day(cell):
    """Whether a number is a serial without a day: negative, or in 29 February 1900."""
    return cell[0] == "number" and (cell[1] < 0 or 60 <= cell[1] < 61 or cell[1] >= 2_958_466)


def rule(name, explains):
    return Rule(
        name, name, lambda reader, a, b, context: explains(reader, a, b, context["epoch"]))


RULES = [
    rule("infinity, which no cell holds, is #NUM!",
         lambda reader, a, b, e: a == ("error", "#NUM!") and is_infinite(b)),
    rule("python-calamine hands errors out as empty",
         lambda reader, a, b, e: reader == "calamine" and a and a[0] == "error" and b is None),
    rule("the same moment, as serial, date or span",
         lambda reader, a, b, e: same(a, b, e)),
    rule("a serial that is no day stays a number",
         lambda reader, a, b, e: a and b and no_day(a) and b[0] in ("serial", "moment", "span")),
    rule("calamine takes a duration for a date in the first days of 1900",
         lambda reader, a, b, e: reader == "calamine" and a and b and a[0] == "span"
         and b[0] == "moment"),
    rule("calamine takes formats 50 to 58 for dates though the file defines them otherwise",
         lambda reader, a, b, e: reader == "calamine" and a and b and a[0] == "number"
         and b[0] in ("moment", "span")),
    rule("calamine does not know number formats of BIFF5 (xlrd does, and is asked too)",
         lambda reader, a, b, e: reader == "calamine" and a and b and a[0] in ("moment", "span")
         and b[0] == "number" and abs(milliseconds(a, e) - milliseconds(b, e)) <= 1),
    rule("xlrd takes [h]:mm and the like for numbers",
         lambda reader, a, b, e: reader == "xlrd" and a and b and a[0] == "span" and b[0] == "number"
         and abs(milliseconds(a, e) - milliseconds(b, e)) <= 1),
    rule("LibreOffice has truth values as formulas or formatted numbers",
         lambda reader, a, b, e: reader == "LibreOffice" and a and b and a[0] == "boolean"
         and b == ("number", float(a[1]))),
    rule("LibreOffice writes 15 digits",
         lambda reader, a, b, e: reader == "LibreOffice" and a and b and a[0] == b[0] == "number"
         and math.isclose(a[1], b[1], rel_tol=1e-14)),
    rule("LibreOffice has errors without their names",
         lambda reader, a, b, e: reader == "LibreOffice" and a and a[0] == "error" and b is not None),
]


def main():
    bieu, maker = (os.path.realpath(argument) for argument in sys.argv[1:3])
    folder = pathlib.Path(sys.argv[3]).resolve()
    by_others, own = make(folder, maker)
    result = Comparison("old workbooks", RULES)
    own_cells = {}
    for path in by_others + own:
        if not path.exists():
            result.fail(f"{path.parent.name}/{path.name} was not made")
            continue
        label = f"{path.parent.name}/{path.name}"
        # An empty text is no cell to the others.
        cells, _ = by_bieu(bieu, path)
        cells = {place: cell for place, cell in cells.items() if cell != ("text", "")}
        theirs, epoch = by_xlrd(path)
        result.compare(label, "xlrd", cells, theirs, {"epoch": epoch})
        # calamine and LibreOffice know no stream without its container.
        if path.stem.endswith("tran"):
            continue
        result.compare(label, "calamine", cells, by_calamine(path), {"epoch": epoch})
        if path in own:
            own_cells[path] = cells, epoch
    for path, copy in resave(list(own_cells), folder / "bieu-ods", "ods").items():
        if not copy.exists():
            result.fail(f"LibreOffice did not save {path.name}")
            continue
        cells, epoch = own_cells[path]
        theirs, _ = by_bieu(bieu, copy)
        result.compare(path.name, "LibreOffice", cells, theirs, {"epoch": epoch})
    sys.exit(1 if result.report() else 0)


main()
