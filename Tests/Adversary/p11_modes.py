"""11. What holds rows of children is its owner's alone from the moment that it has a name.

The library that is loaded beside the program looks at each name in the instant after it was made.
"""
import os, shutil, stat
import data
from lab import GOOD, is_private, mode_of, read

WHAT = "modes of private files, at every moment"


def run(lab):
    folder = lab.fresh()
    lab.put(os.path.join(folder, "in", "a.csv"), data.legacy_register([data.Child(number) for number in range(30)]))
    lab.put(os.path.join(folder, "in", "b.csv"), data.legacy_register([data.Child(number, "zy") for number in range(30)], sex="?", birth="31/02/2015"))
    lab.put(os.path.join(folder, "in", "sub", "held.csv"), data.unmapped("một"))
    lab.copy("legacy/te-hcdb-2012.xlsx", os.path.join(folder, "in", "te-hcdb-2012.xlsx"))
    for umask in (0, 0o022, 0o077, 0o377):
        for refused in (False, True):
            migration(lab, folder, umask, refused)
    again(lab, folder)
    copies(lab, folder)
    others(lab)


def logged(path):
    """What the library saw: operation, mode, path."""
    if not os.path.exists(path):
        return []
    lines = read(path).decode("utf-8", "surrogateescape").splitlines()
    return [(operation, int(mode, 8), name) for operation, mode, name in (line.split(" ", 2) for line in lines)]


def watched(lab, folder, line, umask, refused):
    log = os.path.join(folder, "log")
    os.path.exists(log) and os.unlink(log)
    env = {"LD_PRELOAD": lab.preload, "BIEU_FAULT_LOG": log, **({"BIEU_FAULT_CHMOD": "1"} if refused else {})}
    run = lab.run(*line, cwd=folder, umask=umask, env=env)
    return run, logged(log)


def migration(lab, folder, umask, refused):
    out = os.path.join(folder, "out")
    told = f"umask {umask:03o}{', chmod refused' if refused else ''}"
    run, seen = watched(lab, folder, ["migrate", "in", "-o", "out"], umask, refused)
    if umask == 0o377:
        # A mask that takes our own rights: it may fail, in words.
        lab.check(run.code in (*GOOD, 73, 74), f"{told}: {run}")
    elif refused:
        lab.check(run.code in (*GOOD, 73, 74), f"{told}: {run}")
        lab.check(run.code in GOOD or run.err.strip(), f"{told}: failed without a word")
    else:
        lab.check(run.code in GOOD, f"{told}: {run}")
    lab.check(run.code not in GOOD or umask == 0o377 or len(seen) > 10, f"{told}: the library saw {len(seen)} names")
    for operation, mode, name in seen:
        below = os.path.relpath(name, out)
        if below.startswith("..") and below != "..":
            continue
        if operation.startswith("mkdir"):
            if below == "." or ".bieu" in below or "quarantine" in below:
                lab.check(mode & 0o077 == 0, f"{told}: folder {below} is {mode:03o} when it is made")
        elif is_private(below):
            lab.check(mode & 0o177 == 0, f"{told}: {shown(below)} is {mode:03o} at {operation}")
    if umask != 0o377:
        finals(lab, out, told)
    subtree(out)


def shown(below):
    return os.path.dirname(below) + "/*" + os.path.splitext(below)[1] if "/" in below else below


def finals(lab, out, told):
    """The modes that are there when all is over."""
    for base, folders, names in os.walk(out):
        for name in names:
            below = os.path.relpath(os.path.join(base, name), out)
            if is_private(below):
                lab.check(mode_of(os.path.join(base, name)) & 0o177 == 0, f"{told}: {shown(below)} ends as {mode_of(os.path.join(base, name)):03o}")
        for name in folders:
            lab.check(mode_of(os.path.join(base, name)) & 0o077 == 0, f"{told}: folder {name} ends as {mode_of(os.path.join(base, name)):03o}")


def subtree(out):
    if os.path.isdir(out):
        for base, folders, _ in os.walk(out):
            os.chmod(base, 0o700)
            for name in folders:
                os.chmod(os.path.join(base, name), 0o700)
        shutil.rmtree(out)


def again(lab, folder):
    """Files and folders that an older program left open to all are closed by the next run."""
    lab.run("migrate", "in", "-o", "out", cwd=folder)
    out = os.path.join(folder, "out")
    for base, folders, names in os.walk(out):
        for name in names:
            os.chmod(os.path.join(base, name), 0o666)
    lab.run("migrate", "in", "-o", "out", cwd=folder, umask=0)
    for name in ("register.csv", "changes.csv", "problems.csv", "duplicates.csv", "ignored.csv"):
        lab.check(mode_of(os.path.join(out, name)) == 0o600, f"{name}, open before, ends as {mode_of(os.path.join(out, name)):03o}")
    for name in os.listdir(os.path.join(out, ".bieu")):
        mode = mode_of(os.path.join(out, ".bieu", name))
        lab.check(mode == 0o600, f"the ledger's {os.path.splitext(name)[1] or name}, open before, ends as {mode:03o}")
    lab.check(mode_of(os.path.join(out, ".bieu")) == 0o700, "the ledger's folder is open")
    subtree(out)


def copies(lab, folder):
    """`convert` and `migrate text` copy whole registers: new outputs are private."""
    for name, line, output in (
        ("convert", ["convert", "in/a.csv"], "c.xlsx"), ("convert", ["convert", "in/a.csv"], "c.csv"), ("convert", ["convert", "in/a.csv"], "c.jsonl"),
        ("convert a folder", ["convert", "in", "--to", "ods"], "c/"), ("convert to sheets", ["convert", "in/te-hcdb-2012.xlsx", "--to", "csv"], "s/"),
        ("migrate text", ["migrate", "text", "in/a.csv"], "t.xlsx"), ("migrate text", ["migrate", "text", "in/a.csv"], "t.fods"),
        ("migrate text with a report", ["migrate", "text", "in/a.csv", "--report", "r.csv"], "t.ods"),
    ):
        for umask in (0, 0o022):
            for refused in (False, True):
                told = f"{name} to {output}, umask {umask:03o}{', chmod refused' if refused else ''}"
                run, seen = watched(lab, folder, [*line, "-o", output], umask, refused)
                lab.check(run.code in GOOD or refused and run.code in (73, 74), f"{told}: {run}")
                files = [entry for entry in seen if not entry[0].startswith("mkdir") and os.path.basename(entry[2]) != "r.csv"]
                lab.check(files or run.code not in GOOD, f"{told}: nothing was seen")
                for operation, mode, path in files:
                    lab.check(mode & 0o177 == 0, f"{told}: {mode:03o} at {operation}")
                for path in ("r.csv", output):
                    path = os.path.join(folder, path)
                    if os.path.isdir(path):
                        shutil.rmtree(path)
                    elif os.path.exists(path):
                        os.unlink(path)


def others(lab):
    """Outputs without personal values follow the umask, as everybody's do."""
    folder = lab.fresh("others")
    lab.copy("clean/phong-tho-2025.xlsx", os.path.join(folder, "a.xlsx"))
    lab.run("import", "a.xlsx", "-o", "f.csv", cwd=folder)
    for umask in (0o022, 0o027, 0o077):
        for name, line, output in (
            ("import", ["import", "a.xlsx"], "i.csv"), ("import to jsonl", ["import", "a.xlsx"], "i.jsonl"), ("export", ["export", "f.csv"], "e.xlsx"),
            ("units map", ["units", "map", "f.csv", "--to", "2026"], "m.csv"),
        ):
            run = lab.run(*line, "-o", output, cwd=folder, umask=umask)
            path = os.path.join(folder, output)
            if lab.check(run.code in GOOD and os.path.exists(path), f"{name}: {run}"):
                lab.check(mode_of(path) == 0o666 & ~umask, f"{name}, umask {umask:03o}: {mode_of(path):03o}")
                os.unlink(path)
