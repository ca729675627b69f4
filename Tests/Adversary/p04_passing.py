"""4. A read error that passes is not a file's verdict: the next run reads again and comes to the same."""
import os
import data
from lab import GOOD, read, tree

WHAT = "one EIO, one early end, one short read, then a good run"
FORM = "clean/phong-tho-2025.xlsx"
KINDS = {"te-hcdb-2010.xls": "legacy/te-hcdb-2010.xls", "te-hcdb-2012.xlsx": "legacy/te-hcdb-2012.xlsx", "te-hcdb-2013.ods": "legacy/te-hcdb-2013.ods",
         "danh-sach.csv": None, "so-lieu-nam-2018.xlsx": "legacy/so-lieu-nam-2018.xlsx"}


def run(lab):
    folder = lab.fresh()
    for name, sample in KINDS.items():
        path = os.path.join(folder, "in", name)
        if sample:
            lab.copy(sample, path)
        else:
            lab.put(path, data.legacy_register([data.Child(number) for number in range(40)]))
    small(lab, folder)
    for kind in ("csv", "xlsx", "ods"):
        large(lab, kind)
    singles(lab)


def small(lab, folder):
    """Files that are read in one piece."""
    lab.run("migrate", "in", "-o", "right", cwd=folder)
    right = tree(os.path.join(folder, "right"), hidden=False)
    lab.check("observations.csv" in right, "the undisturbed run made nothing")
    number = 0
    for name in KINDS:
        for kind in ("eio", "end", "part"):
            for call in (1, 2):
                number += 1
                migration(lab, folder, f"out{number}", name, kind, call, right)
    truncated(lab, folder, right)


def large(lab, kind):
    """A file over 1 MiB is read in many pieces, and more than once."""
    folder = lab.fresh(kind)
    name = "big." + kind
    os.makedirs(os.path.join(folder, "in"))
    data.big_file(lab, os.path.join(folder, "in", name), kind, False, "Nam", 1)
    lab.run("migrate", "in", "-o", "right", cwd=folder)
    right = tree(os.path.join(folder, "right"), hidden=False)
    lab.check(right.get("register.csv", b"").count(b"\n") > 3000, f"{name}: the undisturbed run made no register")
    reads = lab.reads("/" + name, "migrate", "in", "-o", "counted", cwd=folder)
    for fault in ("eio", "end", "part"):
        # The first ones, the last ones, and some between: each pass over the file has its own.
        calls = {1, 2, reads // 2, reads - 1, reads, *(lab.chance.randint(1, reads) for _ in range(2 + lab.changes // 10))}
        for call in sorted(calls - {0}):
            migration(lab, folder, f"{fault}{call}", name, fault, call, right)


def migration(lab, folder, out, name, kind, call, right):
    told = f"migrate, {kind} at read {call} of {name}"
    run = lab.run("migrate", "in", "-o", out, cwd=folder, env=lab.fault(kind, "/" + name, call))
    whole = tree(os.path.join(folder, out), hidden=False) if os.path.isdir(os.path.join(folder, out)) else {}
    if kind == "part":
        lab.check(whole == right, f"{told}: a read in two parts changes the result; {run}")
    elif whole != right:
        lab.check(run.code in (1, 3, 65, 66, 74), f"{told}: {run}")
    again = lab.run("migrate", "in", "-o", out, cwd=folder)
    found = tree(os.path.join(folder, out), hidden=False)
    lab.check(again.code in GOOD and found == right, f"{told}: the later good run differs (exit {again.code})")


def singles(lab):
    """Commands of one file: all or nothing, and the later run is right."""
    folder = lab.fresh("singles")
    lab.copy(FORM, os.path.join(folder, "a.xlsx"))
    figures = os.path.join(folder, "figures.csv")
    lab.run("import", "a.xlsx", "-o", figures, cwd=folder)
    for name, line, source in (
        ("convert", ["convert", "a.xlsx", "-o", "o.ods"], "a.xlsx"), ("import", ["import", "a.xlsx", "-o", "o.csv"], "a.xlsx"),
        ("migrate text", ["migrate", "text", "a.xlsx", "-o", "t.xlsx"], "a.xlsx"), ("export", ["export", "figures.csv", "-o", "e.xlsx"], "figures.csv"),
        ("units map", ["units", "map", "figures.csv", "--to", "2026", "-o", "u.csv"], "figures.csv"),
    ):
        output = os.path.join(folder, line[-1])
        lab.run(*line, cwd=folder)
        right = read(output)
        for kind in ("eio", "end", "part"):
            for call in (1, 2, 3, 5, 8):
                os.path.exists(output) and os.unlink(output)
                run = lab.run(*line, cwd=folder, env=lab.fault(kind, "/" + source, call))
                told = f"{name}, {kind} at read {call}"
                if os.path.exists(output):
                    lab.check(read(output) == right, f"{told}: other bytes ({run})")
                else:
                    lab.check(kind != "part" and run.code in (1, 3, 65, 66, 74), f"{told}: {run}")


def truncated(lab, folder, right):
    """A copy in progress: half a file is there for one run."""
    for name in KINDS:
        path, out = os.path.join(folder, "in", name), f"short-{name}"
        whole, times = read(path), os.stat(path)
        os.truncate(path, len(whole) // 2)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        lab.run("migrate", "in", "-o", out, cwd=folder)
        with open(path, "r+b") as file:
            file.write(whole)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        run = lab.run("migrate", "in", "-o", out, cwd=folder)
        lab.check(tree(os.path.join(folder, out), hidden=False) == right, f"{name} was short for one run: the later one differs; {run}")
