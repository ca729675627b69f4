"""1. Names are bytes: two files whose names only look alike are two, names that are no UTF-8 are read."""
import json, os
import data
from lab import GOOD, read, tree

WHAT = "names canonically equal or not UTF-8"
FORM = "clean/huyen-ly-son-06-te-2025H1.csv"
#: A Latin-1 letter alone, and one in a name: neither is UTF-8.
STRANGE = [b"\xe3.csv", b"x\xe3.csv"]
SHOWN = ["\\xE3.csv", "x\\xE3.csv"]


def run(lab):
    form = read(lab.sample(FORM)).decode()
    forms = [form, form.replace("2025", "2024")]
    tables = [data.matrix(2013), data.matrix(2014)]
    twins = [(data.nfc("xã") + ".csv").encode(), (data.nfd("xã") + ".csv").encode()]
    both(lab, "twins", twins, forms, tables, shown=[name.decode() for name in twins])
    both(lab, "strange", STRANGE, forms, tables, shown=SHOWN)
    folders = [b"d\xe3/a.csv", b"d\xe4/a.csv"]
    both(lab, "folders", folders, forms, tables, shown=["d\\xE3/a.csv", "d\\xE4/a.csv"])
    outputs(lab, form)


def both(lab, name, names, forms, tables, shown):
    """Every command over two files of these names, in a folder and as arguments."""
    for kind, contents in (("forms", forms), ("tables", tables)):
        folder = lab.fresh(f"{name}-{kind}").encode()
        for file, content in zip(names, contents):
            lab.put(os.path.join(folder, b"in", file), content)
        inputs = {"a folder": [b"in"], "arguments": [b"in/" + file for file in names]}
        for way, arguments in inputs.items():
            told = f"{name} as {way}"
            if kind == "forms":
                current(lab, folder, arguments, told, shown)
            else:
                old(lab, folder, arguments, told, shown)


def names_shown(lab, text, shown, what):
    for name in shown:
        lab.check(name in text, f"{what}: {name!r} is not named")


def current(lab, folder, arguments, told, shown):
    for command in ("check", "inspect"):
        run = lab.run(command, *arguments, "--format", "json", cwd=folder)
        lab.check(run.code in GOOD, f"{command} {told}: {run}")
        names_shown(lab, run.said.replace("\\\\", "\\"), shown, f"{command} {told}")
        run = lab.run(command, *arguments, cwd=folder)
        names_shown(lab, run.said, shown, f"{command} {told}, text")
    for form in ("csv", "jsonl"):
        output = os.path.join(folder, f"{len(os.listdir(folder))}.{form}".encode())
        run = lab.run("import", *arguments, "-o", output, cwd=folder)
        text = read(output).decode("utf-8", "strict") if os.path.exists(output) else ""
        lab.check(run.code in GOOD and text, f"import {told}: {run}")
        names_shown(lab, text.replace("\\\\", "\\"), shown, f"observations of {told}")
        lab.check("2025H1" in text and "2024H1" in text, f"import {told}: figures of one file are missing")
    out = os.path.join(folder, f"out{len(os.listdir(folder))}".encode())
    run = lab.run("convert", *arguments, "-o", out + b"/", "--to", "xlsx", cwd=folder)
    found = tree(out) if os.path.isdir(out) else {}
    # Two folders with a file of one name cannot go into one folder, which is told.
    is_told = run.code == 64 and all(name in run.said for name in shown)
    lab.check(is_told or run.code in GOOD and len(found) == 2, f"convert {told}: {len(found)} outputs of 2; {run}")


def old(lab, folder, arguments, told, shown):
    run = lab.run("migrate", "inspect", *arguments, "--format", "json", cwd=folder)
    lab.check(run.code in GOOD and '"files":2' in run.said.replace(" ", "") or all(
        name in run.said.replace("\\\\", "\\") for name in shown[:1]), f"migrate inspect {told}: {run}")
    run = lab.run("migrate", "inspect", *arguments, cwd=folder)
    lab.check("2 tệp" in run.said, f"migrate inspect {told}: not 2 files: {run.said.strip()[-90:]!r}")
    out = os.path.join(folder, f"out{len(os.listdir(folder))}".encode())
    run = lab.run("migrate", *arguments, "-o", out, cwd=folder)
    lab.check(run.code in GOOD, f"migrate {told}: {run}")
    try:
        report = json.loads(read(os.path.join(out, b"report.json")).decode("utf-8", "strict"))
        paths = [file["path"] for file in report["files"]]
        lab.check(len(paths) == 2, f"migrate {told}: {len(paths)} files of 2")
        names_shown(lab, "\n".join(paths), [name.split("/")[-1] for name in shown], f"report.json of {told}")
        for name, content in tree(out, hidden=False).items():
            content.decode("utf-8", "strict")
        figures = read(os.path.join(out, b"observations.csv")).decode()
        lab.check(",2013," in figures and ",2014," in figures, f"migrate {told}: the figures of one file are missing")
    except (OSError, ValueError, KeyError) as error:
        lab.check(False, f"migrate {told}: {error}")
    for index, argument in enumerate(arguments if len(arguments) > 1 else []):
        output = os.path.join(folder, b"text%d-%d.xlsx" % (index, len(os.listdir(folder))))
        run = lab.run("migrate", "text", argument, "-o", output, cwd=folder)
        lab.check(run.code in GOOD and os.path.exists(output), f"migrate text {told}: {run}")
    run = lab.run("migrate", *arguments, "--dry-run", cwd=folder)
    lab.check(run.code in GOOD and "Tệp: 2" in run.said, f"dry run {told}: {run}")


def outputs(lab, form):
    """Outputs whose names are no UTF-8 are written under that very name."""
    folder = lab.fresh("outputs").encode()
    lab.put(os.path.join(folder, b"a.csv"), form)
    figures = os.path.join(folder, b"figures.csv")
    lab.run("import", b"a.csv", "-o", figures, cwd=folder)
    for arguments, output in (
        (["convert", b"a.csv"], b"o\xe3.xlsx"), (["import", b"a.csv"], b"o\xe3.csv"), (["migrate", "text", b"a.csv"], b"t\xe3.ods"),
        (["export", figures], b"f\xe3.xlsx"), (["units", "map", figures, "--to", "2026"], b"m\xe3.csv"),
    ):
        run = lab.run(*arguments, "-o", output, cwd=folder)
        lab.check(run.code in GOOD, f"{arguments[0]} to a name that is not UTF-8: {run}")
        lab.check(os.path.exists(os.path.join(folder, output)), f"{arguments[0]}: no output of that name: {sorted(os.listdir(folder))[-4:]}")
