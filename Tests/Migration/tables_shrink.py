"""Makes a sheet with a fault small: fewer rows, columns and mappings, as long as the fault stays."""
import csv, os, random, shutil, subprocess, tempfile
from decimal import Decimal
from tables_files import name_of, write_csv, write_ods, write_xlsx


def faulty(sheet, truth, options, mappings):
    """Whether the figure of this truth still comes out otherwise, or is held back that must not be."""
    cell = next(name_of(*place) for place, value in sheet.truth.items() if value is truth)
    work = tempfile.mkdtemp(prefix="bieu-shrink-")
    files, out = os.path.join(work, "files"), os.path.join(work, "out")
    os.makedirs(files)
    path = os.path.join(files, os.path.basename(sheet.file))
    if sheet.kind == "csv":
        write_csv(path, sheet, random.Random(0))
    else:
        (write_xlsx if sheet.kind == "xlsx" else write_ods)(path, [sheet])
    line = [options.bieu, "migrate", files, "-o", out, "--quiet", "-j", "1"]
    for mapping in mappings:
        line += ["--map", mapping]
    subprocess.run(line, capture_output=True)
    with open(os.path.join(out, "observations.csv"), newline="", encoding="utf-8") as file:
        found = [r for r in csv.DictReader(file) if r["source_cell"] == cell]
    shutil.rmtree(work)
    if not found:
        return "held" if not isinstance(truth, str) and truth.must else None
    row = found[0]
    got = (row["indicator"], row["measure"], row["breakdown"], row["unit"], row["period"],
           row["value"] and format(Decimal(row["value"]).normalize(), "f"), row["status"])
    return None if not isinstance(truth, str) and tuple(truth[:7]) == got else f"got {got}"


class Mark(str):
    """A reason of its own, told apart from equal ones by identity."""


def shrink(sheet, cell, options, mappings):
    """The smallest sheet found, the mappings it needs and what still happens; nil where it needs the others."""
    where, truth = next((place, value) for place, value in sheet.truth.items() if name_of(*place) == cell)
    if isinstance(truth, str):
        sheet = sheet.without()
        truth = sheet.truth[where] = Mark(truth)
    what = faulty(sheet, truth, options, mappings)
    if not what:
        return None

    def same(other):
        return other and other.split("(")[0] == what.split("(")[0]

    for mapping in list(mappings):
        rest = [m for m in mappings if m != mapping]
        if same(faulty(sheet, truth, options, rest)):
            mappings = rest

    def attempt(make):
        nonlocal sheet
        other = make()
        if other is not None and same(faulty(other, truth, options, mappings)):
            sheet = other
            return True
        return False

    def own():
        return next(place for place, value in sheet.truth.items() if value is truth)

    def cut(rows):
        other = sheet
        for row in sorted(rows, reverse=True):
            other = other.without(row=row)
        return other

    # Whole tables, then rows with figures, then what is around, then columns.
    for table in [t[0] for t in sheet.tables][::-1]:
        found = next((t for t in sheet.tables if t[0] == table and not t[1] <= own()[0] < t[2]), None)
        if found:
            attempt(lambda: cut(range(found[1], found[2])))
    for row in range(sheet.size()[0] - 1, -1, -1):
        figures = any(place[0] == row for place in sheet.truth)
        inside = any(t[1] <= row < t[2] for t in sheet.tables)
        if row != own()[0] and (figures or not inside and not any("ăm" in str(v) or "ĂM" in str(v) for p, v in sheet.cells.items() if p[0] == row)):
            attempt(lambda: sheet.without(row=row))
    for column in range(sheet.size()[1] - 1, -1, -1):
        if column != own()[1] and column < sheet.size()[1]:
            figures = any(place[1] == column for place in sheet.truth)
            said = any(w in str(v).lower() for p, v in sheet.cells.items() if p[1] == column for w in ("đơn vị", "đvt", "năm"))
            if figures and not said:
                attempt(lambda: sheet.without(column=column))
    return sheet, name_of(*own()), mappings, faulty(sheet, truth, options, mappings)
