"""What bieu, openpyxl and python-calamine find in a workbook: one form of cell for all three.

A cell is (kind, value): text, number (a float), boolean, error, moment (ISO date or date and time to
the millisecond) or span (milliseconds).
"""
import datetime as dt
import json
import subprocess

MONTHLESS = dt.datetime(1899, 12, 30)


def address(cell):
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters):]) - 1, column - 1


def by_bieu(bieu, path):
    """Cells by sheet and place, and their formulas, out of the dump for machines."""
    run = subprocess.run(
        [bieu, "convert", "--quiet", str(path), "-o", "-", "--to", "jsonl"], capture_output=True)
    if run.returncode != 0:
        raise RuntimeError(f"bieu: {run.stderr.decode().strip()}")
    cells, formulas = {}, {}
    for line in run.stdout.decode().split("\n"):
        if not line:
            continue
        entry = json.loads(line, parse_float=str, parse_int=str)
        if "cell" not in entry:
            continue
        place = (entry["sheet"], *address(entry["cell"]))
        if entry.get("formula") is not None:
            formulas[place] = entry["formula"]
        cell = from_dump(entry["type"], entry.get("value"))
        if cell is not None:
            cells[place] = cell
    return cells, formulas


def from_dump(kind, value):
    if value is None:
        return None
    if kind == "number":
        return "number", float(value)
    if kind == "boolean":
        return "boolean", value if isinstance(value, bool) else value == "TRUE"
    if kind in ("date", "dateTime", "datetime"):
        return "moment", value
    if kind in ("time", "duration"):
        sign = -1 if value.startswith("-") else 1
        hours, minutes, seconds = value.lstrip("-").split(":")
        return "span", sign * round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
    return kind, value


def from_python(value, is_error=False):
    """A value of openpyxl or python-calamine; None for an empty one."""
    if value is None or value == "":
        return None
    if is_error:
        return "error", value
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, (int, float)):
        return "number", float(value)
    if isinstance(value, dt.timedelta):
        return "span", round(value.total_seconds() * 1000)
    if isinstance(value, dt.time):
        micro = ((value.hour * 60 + value.minute) * 60 + value.second) * 10**6 + value.microsecond
        return "span", round(micro / 1000)
    if isinstance(value, dt.datetime):
        return "moment", moment(value)
    if isinstance(value, dt.date):
        return "moment", value.isoformat()
    return "text", str(value)


def moment(value):
    whole = value.replace(microsecond=0) + dt.timedelta(milliseconds=round(value.microsecond / 1000))
    if whole.time() == dt.time():
        return whole.date().isoformat()
    return whole.isoformat(timespec="milliseconds" if whole.microsecond else "seconds")


def by_openpyxl(path):
    import openpyxl

    cells, formulas, merged = {}, {}, set()
    values = openpyxl.load_workbook(path, data_only=True)
    texts = openpyxl.load_workbook(path)
    for sheet in values.worksheets:
        for (row, column), cell in sheet._cells.items():
            found = from_python(cell.value, cell.data_type == "e")
            if found is not None:
                cells[(sheet.title, row - 1, column - 1)] = found
        for merge in sheet.merged_cells.ranges:
            for row, column in merge.cells:
                if (row, column) != (merge.min_row, merge.min_col):
                    merged.add((sheet.title, row - 1, column - 1))
        for (row, column), cell in texts[sheet.title]._cells.items():
            if cell.data_type == "f":
                text = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None)
                formulas[(sheet.title, row - 1, column - 1)] = (text or "").removeprefix("=")
    return cells, formulas, merged


def by_calamine(path):
    import python_calamine

    cells = {}
    book = python_calamine.CalamineWorkbook.from_path(path)
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = sheet.to_python(skip_empty_area=True)
        top, left = sheet.start or (0, 0)
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                found = from_python(value)
                if found is not None:
                    cells[(meta.name, row + top, column + left)] = found
    return cells
