"""Kinds: the canary. Every command, format, language and failure over registers; then every file that is there is searched.

Files with values of children are the documented ones alone, each its owner's alone; no message holds a value.
"""
import os, resource, shutil, signal, subprocess, time
import canaries, data
from lab import MIB, is_private, mode_of, read

WHAT = "canaries over every command, format, language and failure"
INPUTS = ("legacy.csv", "legacy.xlsx", "form.csv", "form.xlsx", "one.xlsx", "head.csv", "legacy-birth-is-name.csv", "form-sex-is-name.csv", "legacy-sex-is-remark.csv")
FORMATS = ("xlsx", "ods", "fods", "csv", "tsv", "jsonl")


def lines():
    """Every command line: arguments, and whether its outputs are copies that hold what the input held."""
    for language in ("vi", "en"):
        end = ["--lang", language]
        for form in ("text", "json"):
            for command in (["check", "in"], ["inspect", "in"], ["migrate", "inspect", "in"]):
                yield [*command, "--format", form, *end], False
            yield ["import", "in", "-o", f"o.{'csv' if form == 'text' else 'jsonl'}", "--format", form, "--with-errors", *end], False
            yield ["migrate", "in", "-o", "m", "--to", "csv" if form == "text" else "jsonl", *end], False
        for form in FORMATS:
            yield ["convert", "in", "-o", "copy/", "--to", form, *end], True
            yield ["convert", "in/legacy.csv", "-o", "copy." + form, *end], True
            yield ["migrate", "text", "in/legacy.xlsx", "-o", "copy." + form, "--report", "r.csv", *end], True
        yield ["convert", "in/form.xlsx", "-o", "-", "--to", "jsonl", "--shown", *end], None
        yield ["migrate", "text", "in/legacy.csv", "-o", "-", "--to", "csv", "--report", "r.json", *end], None
        yield ["migrate", "inspect", "in", "--draft", "d.yml", *end], False
        yield ["migrate", "in", "--dry-run", *end], False
        yield ["migrate", "in", "-o", "m", "--units-at", "2026", "--split", "keep", *end], False
        yield ["migrate", "forget", "m", "--source", "legacy.csv", *end], False
        yield ["migrate", "forget", "m", "--before", "2024-01-01", *end], False
        yield ["export", "figures.csv", "-o", "forms/", *end], False
        yield ["export", "in/form.csv", "-o", "forms.xlsx", *end], False
        yield ["units", "map", "figures.csv", "--to", "2026", "-o", "map.csv", "--unmapped", "left.csv", *end], False
        yield ["units", "map", "in/legacy.csv", "--to", "2026", "-o", "map.csv", *end], False
        yield ["units", "import", "in/legacy.csv", "-o", "list.csv", *end], False
        yield ["template", "build", "-o", "blank", "--form", "DS-01", *end], False


FAILURES = ("none", "exists", "size", "data", "eio", "end", "killed", "closed", "options")


def run(lab):
    children = [data.Child(number) for number in range(1, 13)]
    wanted = canaries.marks(children, dates=True)
    base = lab.fresh()
    canaries.place(lab, os.path.join(base, "in"), children, INPUTS)
    lab.run("import", "in/form.xlsx", "-o", "figures.csv", cwd=base)
    lab.run("migrate", "in", "-o", "m", cwd=base)
    holders = set()
    everything = list(lines())
    for number, (line, is_copy) in enumerate(everything):
        failures = FAILURES if lab.kills >= 200 else ["none", FAILURES[1 + number % (len(FAILURES) - 1)], lab.chance.choice(FAILURES[1:])]
        for failure in dict.fromkeys(failures):
            one(lab, base, line, is_copy, failure, wanted, holders)
    lab.note(f"{len(everything)} command lines; values are in: {', '.join(sorted(holders))}")


def one(lab, base, line, is_copy, failure, wanted, holders):
    scene = lab.fresh("s")
    shutil.copytree(os.path.join(base, "in"), os.path.join(scene, "in"))
    shutil.copyfile(os.path.join(base, "figures.csv"), os.path.join(scene, "figures.csv"))
    if "forget" in line:
        shutil.copytree(os.path.join(base, "m"), os.path.join(scene, "m"))
    for name in ("tmp", "home"):
        os.makedirs(os.path.join(scene, name))
    env, more = {"TMPDIR": os.path.join(scene, "tmp"), "HOME": os.path.join(scene, "home")}, {}
    arguments = list(line)
    if failure in ("eio", "end"):
        env.update(lab.fault(failure, lab.chance.choice([".csv", ".xlsx", "legacy.csv", "form.xlsx"]), lab.chance.randint(1, 6)))
    elif failure in ("size", "data"):
        more["limits"] = [(resource.RLIMIT_FSIZE, lab.chance.randrange(4096, 60000))] if failure == "size" else [(resource.RLIMIT_DATA, lab.chance.randint(24, 96) * MIB)]
    elif failure == "options":
        arguments += lab.chance.choice([["--period", "x"], ["--unit", "99999"], ["--limit", "cells=20"], ["--limit", "textBytes=10"], ["--bogus"]])
    elif failure == "exists":
        lab.run(*arguments, cwd=scene, env=env, umask=0)
    elif failure == "closed" and "-o" in line and not lab.is_root:
        target = os.path.join(scene, "closed")
        os.makedirs(target, 0o500)
        at = arguments.index("-o") + 1
        arguments[at] = arguments[at] if arguments[at] == "-" else "closed/" + arguments[at]
    told = f"{' '.join(arguments)[:70]}, {failure}"
    if failure == "killed":
        process = lab.start(*arguments, cwd=scene, env=env, umask=0, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(lab.chance.uniform(0.005, 0.15))
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
    else:
        # A signal under a limit is another point's.
        run = lab.run(*arguments, cwd=scene, env=env, umask=0, may_end=failure not in ("size", "data"), **more)
        out, err = run.out, run.err
    for name, content in (("stderr", err), ("stdout", b"" if is_copy is None else out)):
        marks = canaries.found(content, wanted)
        lab.check(not marks, f"{told}: {name} has {marks[:2]}")
    search(lab, scene, line, is_copy, told, wanted, holders)
    shutil.rmtree(scene)


def search(lab, scene, line, is_copy, told, wanted, holders):
    """Every file that is there now, wherever it is."""
    for folder, _, names in os.walk(scene):
        for name in names:
            path = os.path.join(folder, name)
            below = os.path.relpath(path, scene)
            if below.startswith("in/"):
                continue
            marks = canaries.found(content_of(path), wanted)
            if not marks:
                continue
            kind = kind_of(below, line)
            holders.add(kind)
            documented = is_copy and below not in ("r.csv", "r.json") or line[0] == "migrate" and is_private(below)
            lab.check(documented, f"{told}: {kind} has {marks[:2]}")
            lab.check(mode_of(path) & 0o077 == 0, f"{told}: {kind} with values is {mode_of(path):03o}")


def content_of(path):
    """The bytes, and of an archive what is packed in it."""
    content = read(path)
    if content[:2] == b"PK":
        import io, zipfile

        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return b"\n".join(archive.read(name) for name in archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError):
            return content
    return content


def kind_of(below, line):
    if ".bieu/" in below:
        return ".bieu/*" + os.path.splitext(below)[1]
    if "quarantine/" in below:
        return "quarantine/*"
    return f"outputs of {' '.join(line[:2]) if line[0] == 'migrate' and line[1] == 'text' else line[0]}" if "copy" in below else os.path.basename(below)
