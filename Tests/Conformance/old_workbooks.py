"""Old binary workbooks by xlwt, LibreOffice, Gnumeric and ourselves: bieu's cells against those of
xlrd and python-calamine, and against LibreOffice's reading of what our own writer wrote.

Usage: old_workbooks.py BIEU SAMPLEMAKER FOLDER. A difference that no rule below explains is printed
and fails.
"""
import collections
import datetime as dt
import math
import os
import pathlib
import subprocess
import sys
import tempfile

import xlrd

import foreign_cells
import foreign_writers
from foreign_readers import by_bieu, by_calamine

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
    # LibreOffice 7 no longer writes Excel 5 and 95; where it does, these are read too.
    for label, filter_name in [
            ("libreoffice", "MS Excel 97"), ("libreoffice-95", "MS Excel 95"),
            ("libreoffice-5", "MS Excel 5.0/95")]:
        made += resave(sources, folder / label, f"xls:{filter_name}")
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


def resave(paths, out, target):
    """LibreOffice's re-saves, as far as it writes the format."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
             "--convert-to", target, "--outdir", str(out), *map(str, paths)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return sorted(path for path in out.iterdir() if path.stat().st_size > 0)


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


RULES = [
    ("infinity, which no cell holds, is #NUM!",
     lambda reader, a, b, e: a == ("error", "#NUM!") and is_infinite(b)),
    ("python-calamine hands errors out as empty",
     lambda reader, a, b, e: reader == "calamine" and a and a[0] == "error" and b is None),
    ("the same moment, as serial, date or span",
     lambda reader, a, b, e: same(a, b, e)),
    ("a serial that is no day stays a number",
     lambda reader, a, b, e: a and b and no_day(a) and b[0] in ("serial", "moment", "span")),
    ("calamine takes a duration for a date in the first days of 1900",
     lambda reader, a, b, e: reader == "calamine" and a and b and a[0] == "span"
     and b[0] == "moment"),
    ("calamine takes formats 50 to 58 for dates though the file defines them otherwise",
     lambda reader, a, b, e: reader == "calamine" and a and b and a[0] == "number"
     and b[0] in ("moment", "span")),
    ("calamine does not know number formats of BIFF5 (xlrd does, and is asked too)",
     lambda reader, a, b, e: reader == "calamine" and a and b and a[0] in ("moment", "span")
     and b[0] == "number" and abs(milliseconds(a, e) - milliseconds(b, e)) <= 1),
    ("xlrd takes [h]:mm and the like for numbers",
     lambda reader, a, b, e: reader == "xlrd" and a and b and a[0] == "span" and b[0] == "number"
     and abs(milliseconds(a, e) - milliseconds(b, e)) <= 1),
    ("LibreOffice has truth values as formulas or formatted numbers",
     lambda reader, a, b, e: reader == "LibreOffice" and a and b and a[0] == "boolean"
     and b == ("number", float(a[1]))),
    ("LibreOffice writes 15 digits",
     lambda reader, a, b, e: reader == "LibreOffice" and a and b and a[0] == b[0] == "number"
     and math.isclose(a[1], b[1], rel_tol=1e-14)),
    ("LibreOffice has errors without their names",
     lambda reader, a, b, e: reader == "LibreOffice" and a and a[0] == "error"),
]


class Comparison:
    def __init__(self):
        self.cells = self.failures = 0
        self.used = collections.Counter()
        self.files = collections.Counter()

    def compare(self, path, reader, ours, theirs, epoch):
        self.files[reader] += 1
        self.cells += len(ours)
        shown = 0
        for place in sorted(set(ours) | set(theirs)):
            a, b = ours.get(place), theirs.get(place)
            a = None if a == ("text", "") else a
            if a == b:
                continue
            rule = next((name for name, explains in RULES if explains(reader, a, b, epoch)), None)
            if rule:
                self.used[rule] += 1
                continue
            self.failures += 1
            shown += 1
            if shown <= 5:
                label = f"{path.parent.name}/{path.name}"
                print(f"DIFFERENT: {label}, {place}: bieu {a!r:.80}, {reader} {b!r:.80}")

    def report(self):
        files = ", ".join(f"{count} by {reader}" for reader, count in self.files.items())
        print(f"== old workbooks: {self.cells} cells compared ({files})")
        for name, count in self.used.most_common():
            print(f"   {count:6} explained by: {name}")
        print(f"   {self.failures:6} not explained")
        return self.failures


def main():
    bieu, maker = (os.path.realpath(argument) for argument in sys.argv[1:3])
    folder = pathlib.Path(sys.argv[3]).resolve()
    by_others, own = make(folder, maker)
    result = Comparison()
    for path in by_others + own:
        ours, _ = by_bieu(bieu, path)
        theirs, epoch = by_xlrd(path)
        result.compare(path, "xlrd", ours, theirs, epoch)
        # calamine knows no stream without its container.
        if not path.stem.endswith("tran"):
            result.compare(path, "calamine", ours, by_calamine(path), epoch)
    whole = [path for path in own if not path.stem.endswith("tran")]
    for copy in resave(whole, folder / "bieu-ods", "ods"):
        path = folder / "bieu" / f"{copy.stem}.xls"
        ours, _ = by_bieu(bieu, path)
        theirs, _ = by_bieu(bieu, copy)
        result.compare(path, "LibreOffice", ours, theirs, by_xlrd(path)[1])
    sys.exit(1 if result.report() else 0)


main()
