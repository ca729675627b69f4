"""2. What may not or cannot be read is named, ends with 3, and the report of a migration is not green."""
import json, os
import data
from lab import read

WHAT = "folders that cannot be read, paths too long, linked folders, loops"
FORM = "clean/huyen-ly-son-06-te-2025H1.csv"
GREEN = "ĐÃ ĐỐI CHIẾU, ĐỦ"


def run(lab):
    for name, make, said in (
        ("no-rights folder", closed_folder, "closed"), ("no-rights file", closed_file, "closed.csv"),
        ("long path", long_path, "long"), ("linked folder", linked_folder, "linked"),
        ("loop", loop, "loop"), ("loop above", loop_above, "up"), ("dead link", dead_link, "dead.csv"),
    ):
        if lab.is_root and name.startswith("no-rights"):
            continue
        for kind, content in (("forms", read(lab.sample(FORM))), ("tables", data.matrix(2013))):
            folder = lab.fresh(name.replace(" ", "-"))
            lab.put(os.path.join(folder, "in", "good.csv"), content)
            make(lab, folder, content)
            commands(lab, folder, name, kind, said)
    linked_file(lab)
    links_as_arguments(lab)


def commands(lab, folder, name, kind, said):
    lines = (
        [["check", "in"], ["check", "in", "--format", "json"], ["import", "in", "-o", "o.csv"], ["import", "in", "-o", "p.csv", "--format", "json"],
         ["convert", "in", "-o", "c/", "--to", "ods"], ["inspect", "in"], ["check", "in", "--quiet", "--lang", "en"]]
        if kind == "forms" else [["migrate", "in", "-o", "m"], ["migrate", "in", "-o", "n", "--quiet"], ["migrate", "in", "--dry-run"], ["migrate", "inspect", "in"]])
    for line in lines:
        told = f"{name}, {' '.join(line)}"
        run = lab.run(*line, cwd=folder)
        lab.check(run.code == 3, f"{told}: exit {run.code}, not 3")
        lab.check(said in run.said, f"{told}: it is not named")
        if line[0] != "migrate" or line[1] == "inspect":
            continue
        lab.check(GREEN not in run.said, f"{told}: said to be reconciled")
        if "-o" in line:
            report(lab, os.path.join(folder, line[3]), told, said)
    if kind == "forms":
        lab.check(os.path.exists(os.path.join(folder, "o.csv")), f"{name}: import lost the good file too")
        lab.check(os.path.exists(os.path.join(folder, "c", "good.ods")), f"{name}: convert lost the good file too")


def report(lab, out, told, said):
    for name in ("report.txt", "report.html", "report.json"):
        path = os.path.join(out, name)
        if not lab.check(os.path.exists(path), f"{told}: no {name}"):
            continue
        text = read(path).decode()
        lab.check(said in text, f"{told}: not named in {name}")
        lab.check(GREEN not in text, f"{told}: {name} is green")
        if name.endswith("json"):
            lab.check(json.loads(text)["proved"] is False, f"{told}: proved")
            lab.check(json.loads(text)["complete"] is False, f"{told}: complete")


def closed_folder(lab, folder, content):
    lab.put(os.path.join(folder, "in", "closed", "a.csv"), content)
    os.chmod(os.path.join(folder, "in", "closed"), 0)


def closed_file(lab, folder, content):
    os.chmod(lab.put(os.path.join(folder, "in", "closed.csv"), content), 0)


def long_path(lab, folder, content):
    """Folders below folders until no path can name what lies there: made step by step."""
    here = os.open(os.path.join(folder, "in"), os.O_RDONLY)
    for _ in range(18):
        os.mkdir("long" * 60, dir_fd=here)
        below = os.open("long" * 60, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("deep.csv", os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=here)
    os.write(file, content if isinstance(content, bytes) else content.encode())
    os.close(file)
    os.close(here)


def linked_folder(lab, folder, content):
    lab.put(os.path.join(folder, "elsewhere", "a.csv"), content)
    os.symlink("../elsewhere", os.path.join(folder, "in", "linked"))


def loop(lab, folder, content):
    os.symlink("loop", os.path.join(folder, "in", "loop"))
    os.symlink("loop-b.csv", os.path.join(folder, "in", "loop-a.csv"))
    os.symlink("loop-a.csv", os.path.join(folder, "in", "loop-b.csv"))


def loop_above(lab, folder, content):
    os.makedirs(os.path.join(folder, "in", "sub"))
    os.symlink("..", os.path.join(folder, "in", "sub", "up"))


def dead_link(lab, folder, content):
    os.symlink("nowhere.csv", os.path.join(folder, "in", "dead.csv"))


def linked_file(lab):
    """A link to a file is read as that file."""
    folder = lab.fresh("linked-file")
    lab.put(os.path.join(folder, "there.csv"), data.matrix(2013))
    os.makedirs(os.path.join(folder, "in"))
    os.symlink("../there.csv", os.path.join(folder, "in", "here.csv"))
    run = lab.run("migrate", "in", "-o", "m", cwd=folder)
    lab.check(run.code == 0 and GREEN in run.said, f"a linked file: {run}")


def links_as_arguments(lab):
    """A linked folder that is named outright was asked for: it is searched, or named."""
    folder = lab.fresh("linked-argument")
    lab.put(os.path.join(folder, "there", "a.csv"), data.matrix(2013))
    os.symlink("there", os.path.join(folder, "here"))
    run = lab.run("migrate", "here", "-o", "m", cwd=folder)
    lab.check(run.code == 0 or run.code in (3, 66) and "here" in run.said, f"a linked folder as argument: {run}")
