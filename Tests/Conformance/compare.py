"""Compares a workbook as openpyxl and python-calamine read it with bieu's CSV of each sheet.

Usage: compare.py WORKBOOK FOLDER, where FOLDER holds one CSV a sheet, named after the sheet.
"""
import csv
import datetime
import pathlib
import sys

import openpyxl
import python_calamine


def text(value):
    """A value as bieu writes it into CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def trimmed(rows):
    """Rows without trailing empty cells and rows."""
    out = []
    for row in rows:
        row = list(row)
        while row and row[-1] == "":
            row.pop()
        out.append(row)
    while out and not out[-1]:
        out.pop()
    return out


def by_openpyxl(path):
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, [[text(c) for c in row] for row in sheet.iter_rows(values_only=True)]


def by_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield name, [[text(c) for c in row] for row in rows]


def main():
    path, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    ours = {
        file.stem: trimmed(csv.reader(file.open(encoding="utf-8", newline="")))
        for file in folder.glob("*.csv")
    }
    readers = [("python-calamine", by_calamine)]
    if path.endswith(".xlsx"):
        readers.append(("openpyxl", by_openpyxl))
    failed = False
    for name, reader in readers:
        cells = 0
        for sheet, rows in reader(path):
            rows = trimmed(rows)
            cells += sum(1 for row in rows for cell in row if cell != "")
            if ours.get(sheet) != rows:
                failed = True
                print(f"DIFFERENT: {path}, {sheet}, by {name}")
                for index, (a, b) in enumerate(zip(ours.get(sheet) or [], rows), start=1):
                    if a != b:
                        print(f"  row {index}: bieu {a}\n          {name} {b}")
                        break
        if not failed:
            print(f"same: {path} by {name}, {cells} cells")
    sys.exit(1 if failed else 0)


main()
