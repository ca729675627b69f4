"""13. No value of a register in a message: every broken register through every command that speaks."""
import os, shutil
import canaries, data
from lab import tree

WHAT = "values of registers in messages, reports, drafts"


def run(lab):
    children = [data.Child(number) for number in range(1, 9)]
    wanted = canaries.marks(children)
    folder = lab.fresh()
    names = canaries.place(lab, os.path.join(folder, "in"), children)
    for name in names:
        each(lab, folder, name, wanted)
    together(lab, folder, wanted)


def silent(lab, run, wanted, told, out=True):
    lab.check(not canaries.found(run.err, wanted), f"{told}: stderr has {canaries.found(run.err, wanted)[:3]}")
    if out:
        lab.check(not canaries.found(run.out, wanted), f"{told}: stdout has {canaries.found(run.out, wanted)[:3]}")


def each(lab, folder, name, wanted):
    """One file through all commands; a short run takes one language, form and encoding by chance."""
    path = "in/" + name
    some = list if lab.kills >= 200 else lambda all: [lab.chance.choice(all)]
    for language in some(["vi", "en"]):
        more = ["--lang", language]
        for command in ("check", "inspect", "migrate inspect"):
            for form in some(["text", "json"]):
                silent(lab, lab.run(*command.split(), path, "--format", form, *more, cwd=folder), wanted, f"{command} --format {form} {name}")
        if language == "vi" or "form" in name:
            silent(lab, lab.run("import", path, "-o", f"o-{language}.csv", "--force", "--with-errors", "--format", "json", *more, cwd=folder), wanted, f"import {name}")
            figures = os.path.join(folder, f"o-{language}.csv")
            if os.path.exists(figures):
                with open(figures, "rb") as file:
                    lab.check(not canaries.found(file.read(), wanted), f"import {name}: the observations have a value")
                os.unlink(figures)
        silent(lab, lab.run("convert", path, "-o", "-", "--to", "jsonl", *more, cwd=folder), wanted, f"convert {name}", out=False)
    for form in some(["csv", "xlsx", "ods", "fods", "tsv"]):
        silent(lab, lab.run("convert", path, "-o", f"c.{form}", "--force", cwd=folder), wanted, f"convert to {form} {name}")
    for encoding in some(["auto", "tcvn3", "vni", "cp1258", "viqr"]):
        for suffix in some(["csv", "json"]):
            run = lab.run("migrate", "text", path, "-o", "t.xlsx", "--report", f"r.{suffix}", "--force", "--encoding", encoding, cwd=folder)
            silent(lab, run, wanted, f"migrate text --encoding {encoding} {name}")
            written(lab, os.path.join(folder, f"r.{suffix}"), wanted, f"migrate text --report {encoding} {name}")
        if encoding == "auto" and "csv" not in name:
            break
    silent(lab, lab.run("migrate", "inspect", path, "--draft", "d.yml", "--force", cwd=folder), wanted, f"migrate inspect --draft {name}")
    written(lab, os.path.join(folder, "d.yml"), wanted, f"draft of {name}")
    run = lab.run("migrate", path, "-o", "m", "--force", cwd=folder)
    silent(lab, run, wanted, f"migrate {name}")
    reports(lab, os.path.join(folder, "m"), wanted, name)
    for command in (["export", path, "-o", "e.xlsx"], ["units", "map", path, "--to", "2026", "-o", "u.csv"], ["units", "import", path, "-o", "l.csv"], ["migrate", path, "--map", path, "--dry-run"]):
        silent(lab, lab.run(*command, "--force", cwd=folder), wanted, f"{' '.join(command[:2])[:14]} {name}")
    shutil.rmtree(os.path.join(folder, "m"), ignore_errors=True)


def written(lab, path, wanted, told):
    if os.path.exists(path):
        with open(path, "rb") as file:
            found = canaries.found(file.read(), wanted)
        lab.check(not found, f"{told}: has {found[:3]}")
        os.unlink(path)


def reports(lab, out, wanted, name):
    if os.path.isdir(out):
        for file, content in tree(out, hidden=False).items():
            if file.startswith("report") or file == "observations.csv":
                lab.check(not canaries.found(content, wanted), f"{file} of {name}: has {canaries.found(content, wanted)[:3]}")


def together(lab, folder, wanted):
    """All of them in one run: what is said of many files, and the draft for the largest layout."""
    for language in ("vi", "en"):
        for command in (["check", "in"], ["check", "in", "--format", "json"], ["inspect", "in"], ["inspect", "in", "--format", "json"], ["migrate", "inspect", "in", "--draft", f"{language}.yml"],
                        ["migrate", "inspect", "in", "--format", "json"], ["import", "in", "-o", f"{language}.csv"], ["convert", "in", "-o", f"all-{language}/"],
                        ["migrate", "in", "-o", f"m-{language}"], ["migrate", "in", "--dry-run"]):
            silent(lab, lab.run(*command, "--lang", language, cwd=folder), wanted, f"{' '.join(command[:2])} of all, {language}")
        written(lab, os.path.join(folder, f"{language}.yml"), wanted, "draft of all")
        reports(lab, os.path.join(folder, f"m-{language}"), wanted, "all")
