"""14. CSV for people is guarded against formulas, and can be read back; canonical files keep the text."""
import csv, io, os
import data
from lab import GOOD, read, tree

WHAT = "formulas in names, sheets and files"
STARTS = "=+-@\t\r"
HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x.invalid","a")', "'=1+1", "''x", "'", "=", "\n=1+1", " =1+1"]


def run(lab):
    folder = lab.fresh()
    children = [data.Child(number) for number in range(len(HOSTILE) * 2)]
    head = data.HEAD.split(";")

    def rows(field, extra=()):
        found = [head]
        for child, text in zip(children, HOSTILE + [text + " " + "x" * 5 for text in HOSTILE]):
            row = child.row()
            row[field] = text
            for at, value in extra:
                row[at] = value
            found.append(row)
        return found

    name, birth, sex, number, hamlet, circumstances, remark = 3, 4, 5, 7, 8, 9, 11
    for field in (name, birth, sex, number, hamlet, circumstances, remark, 1, 2, 6, 10):
        lab.put(os.path.join(folder, "in", f"f{field}.xlsx"), data.xlsx({"Trang": rows(field)}))
    for index, text in enumerate(HOSTILE):
        sheet = "".join(letter for letter in text if letter not in "[]:*?/\\\r\t\n")[:31] or "x"
        lab.put(os.path.join(folder, "in", f"s{index}.xlsx"), data.xlsx({sheet: rows(sex, [(birth, "31/02/2015")])}))
        lab.put(os.path.join(folder, "in", f"h{index}.xlsx"), data.xlsx({sheet: [["STT", "Hạng mục", "Kinh phí"], [1, text, 12]]}))
        file = text.replace("/", "_").replace("\n", "_")
        lab.put(os.path.join(folder, "in", f"{file}.csv"), data.legacy_register(children[:4], birth="31/02/2015", sex="?"))
        lab.put(os.path.join(folder, "in", "sub", f"{file}.csv"), data.unmapped(text.replace("\n", " ").replace("\r", " ")))
        lab.put(os.path.join(folder, "in", text.strip().replace("/", "_") or "x", "held.csv"), data.unmapped("x"))
    run = lab.run("migrate", "in", "-o", "out", cwd=folder)
    lab.check(run.code in (*GOOD, 3), f"migrate: {run}")
    out = os.path.join(folder, "out")
    guarded, seen = 0, 0
    for path, content in tree(out, hidden=False).items():
        if not path.endswith(".csv") or path in ("register.csv", "observations.csv"):
            continue
        where = "quarantine/*.csv" if path.startswith("quarantine") else path
        for row in list(csv.reader(io.StringIO(content.decode("utf-8", "surrogateescape"), newline="")))[1:]:
            seen += len(row)
            guarded += sum(field[:1] == "'" for field in row)
            live = [field[:12] for field in row if field and field[0] in STARTS]
            lab.check(not live, f"{where}: fields begin with {live[:2]}")
            # A guard that can be taken off: what began with an apostrophe has one more.
            lost = [field[:12] for field in row if field[:1] == "'" and field[1:2] not in [*STARTS, "\n", "'"]]
            lab.check(not lost, f"{where}: {lost[:2]} cannot be read back")
    lab.note(f"{guarded} of {seen} fields guarded")
    lab.check(guarded > 20, f"only {guarded} guarded fields: the hostile values are not there to be read back")
    canonical(lab, out)


def canonical(lab, out):
    """Register and figures are for machines: the text is there as it was."""
    with open(os.path.join(out, "register.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fields = {row[column] for row in rows for column in row}
    for text in ("=cmd|' /C calc'!A0", "@SUM(A1)", "+1+1", "'=1+1"):
        lab.check(text in fields or any(text.lower() in field.lower() for field in fields), f"register.csv has no {text!r} as it was")
        lab.check("'" + text not in fields, f"register.csv: {text!r} is guarded")
    with open(os.path.join(out, "observations.csv"), encoding="utf-8", newline="") as file:
        sources = {row["source_file"] for row in csv.DictReader(file)} | {row["file"] for row in rows}
    lab.check("'=.csv" not in sources, "observations.csv: a file's name is guarded")
