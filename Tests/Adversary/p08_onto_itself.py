"""8. An input is never an output: by any spelling, link or hard link, whatever the flags."""
import os, shutil
import data
from lab import read, snapshot, tree

WHAT = "commands whose output is an input"
REFUSED = (64, 73)
FORM = "clean/phong-tho-2025.xlsx"


def run(lab):
    files(lab)
    reports(lab)
    folders(lab)
    migrations(lab)


def spellings(folder, name):
    """Other names of one file; each is made where it needs to be."""
    yield "the same path", name
    yield "with ./", "./" + name
    yield "with //", ".//" + name
    os.makedirs(os.path.join(folder, "sub"), exist_ok=True)
    yield "with ..", "sub/../" + name
    yield "absolute", os.path.join(folder, name)
    suffix = os.path.splitext(name)[1]
    os.symlink(name, os.path.join(folder, "link" + suffix))
    yield "a link", "link" + suffix
    os.symlink("link" + suffix, os.path.join(folder, "sub", "far" + suffix))
    os.unlink(os.path.join(folder, "sub", "far" + suffix))
    os.symlink("../link" + suffix, os.path.join(folder, "sub", "far" + suffix))
    yield "a link to a link", "sub/far" + suffix
    os.symlink(".", os.path.join(folder, "here"))
    yield "through a linked folder", "here/" + name
    os.link(os.path.join(folder, name), os.path.join(folder, "hard" + suffix))
    yield "a hard link", "hard" + suffix


def files(lab):
    base = lab.fresh("base")
    form = lab.copy(FORM, os.path.join(base, "a.xlsx"))
    lab.run("import", "a.xlsx", "-o", "figures.csv", cwd=base)
    figures = read(os.path.join(base, "figures.csv"))
    lists = "STT,Mã TP,Tên tỉnh,Mã QH,Tên huyện,Mã PX,Phường Xã,Cấp\n1,12,Tỉnh Lai Châu,106,Huyện Tam Đường,03394,Xã Thèn Sin,Xã\n".encode()
    commands = {
        "convert": (["convert", "{}"], "a.csv", data.matrix(2013).encode()), "convert xlsx": (["convert", "{}"], "a.xlsx", read(form)),
        "convert to jsonl": (["convert", "{}", "--to", "jsonl"], "a.csv", data.matrix(2013).encode()),
        "import": (["import", "{}"], "a.csv", read(lab.sample("clean/huyen-ly-son-06-te-2025H1.csv"))), "import --to": (["import", "{}", "--to", "csv"], "a.xlsx", read(form)),
        "migrate text": (["migrate", "text", "{}"], "a.csv", read(lab.sample("legacy/te-hcdb-2011.csv"))),
        "export": (["export", "{}"], "f.xlsx", figures), "units map": (["units", "map", "{}", "--to", "2026"], "f.csv", figures),
        "units import": (["units", "import", "{}", "--valid-from", "2020-01-01"], "l.csv", lists),
    }
    for command, (line, name, content) in commands.items():
        folder = lab.fresh(command.replace(" ", "-"))
        lab.put(os.path.join(folder, name), content)
        others = [("two inputs", ["{}", "other" + os.path.splitext(name)[1]])] if command in ("convert", "import", "units map", "export") else []
        for way, output in spellings(folder, name):
            refuse(lab, folder, name, content, [part.format(name) for part in line] + ["-o", output], f"{command} onto {way}")
            refuse(lab, folder, name, content, [part.format(output) for part in line] + ["-o", name], f"{command} of {way} onto it")
        for way, inputs in others:
            lab.put(os.path.join(folder, inputs[1]), content)
            if command != "convert":
                more = [line[0]] + (["map"] if line[1] == "map" else []) + [name, inputs[1]] + [part for part in line[2:] if part not in ("map", "{}")]
                refuse(lab, folder, name, content, more + ["-o", name], f"{command} of {way} onto the first")


def refuse(lab, folder, name, content, line, told):
    path = os.path.join(folder, name)
    inode = os.stat(path).st_ino
    run = lab.run(*line, "--force", cwd=folder)
    lab.check(run.code in REFUSED, f"{told}: exit {run.code}")
    kept = os.path.exists(path) and read(path) == content
    lab.check(kept, f"{told}: the source was overwritten")
    if not kept or run.code not in REFUSED or os.stat(path).st_ino != inode:
        restore(folder, name, content)


def restore(folder, name, content):
    """Makes the scene anew after a fault, so that one does not count as many."""
    suffix = os.path.splitext(name)[1]
    for other in (name, "link" + suffix, "hard" + suffix, "sub/far" + suffix):
        path = os.path.join(folder, other)
        if not os.path.lexists(path):
            continue
        os.unlink(path)
        if other.startswith("link"):
            os.symlink(name, path)
        elif other.startswith("sub"):
            os.symlink("../link" + suffix, path)
        elif other.startswith("hard"):
            os.link(os.path.join(folder, name), path)
        else:
            with open(path, "wb") as file:
                file.write(content)


def reports(lab):
    """Second outputs: a report, what stays behind, a draft."""
    folder = lab.fresh("reports")
    old = read(lab.sample("legacy/te-hcdb-2011.csv"))
    lab.put(os.path.join(folder, "a.csv"), old)
    lab.copy(FORM, os.path.join(folder, "form.xlsx"))
    lab.run("import", "form.xlsx", "-o", "f.csv", cwd=folder)
    figures = read(os.path.join(folder, "f.csv"))
    lab.put(os.path.join(folder, "m.yml"), read(os.path.join(lab.templates, "legacy", "te-nam-theo-xa.yml")))
    mapping = read(os.path.join(folder, "m.yml"))
    os.symlink("o.csv", os.path.join(folder, "o-link.csv"))
    for line, kept in (
        (["migrate", "text", "a.csv", "-o", "o.csv", "--report", "o.csv"], None), (["migrate", "text", "a.csv", "-o", "o.csv", "--report", "./o.csv"], None),
        (["migrate", "text", "a.csv", "-o", "o.csv", "--report", "o-link.csv"], None), (["migrate", "text", "a.csv", "-o", "o.csv", "--report", "a.csv"], ("a.csv", old)),
        (["units", "map", "f.csv", "--to", "2026", "-o", "u.csv", "--unmapped", "u.csv"], None), (["units", "map", "f.csv", "--to", "2026", "-o", "u.csv", "--unmapped", "f.csv"], ("f.csv", figures)),
        (["migrate", "inspect", "a.csv", "--draft", "a.csv"], ("a.csv", old)), (["migrate", "inspect", "a.csv", "--map", "m.yml", "--draft", "m.yml"], ("m.yml", mapping)),
        (["migrate", "inspect", ".", "--draft", "a.csv"], ("a.csv", old)),
    ):
        run = lab.run(*line, "--force", cwd=folder)
        told = " ".join(line)
        lab.check(run.code in REFUSED, f"{told}: exit {run.code}")
        if kept:
            lab.check(read(os.path.join(folder, kept[0])) == kept[1], f"{told}: {kept[0]} was overwritten")
            lab.put(os.path.join(folder, kept[0]), kept[1])


def folders(lab):
    """Batches into the folder of their sources."""
    for output in ("in", "in/", "./in/../in", "link"):
        folder = lab.fresh("batch")
        for name in ("a.csv", "b.csv", "sub/c.csv"):
            lab.put(os.path.join(folder, "in", name), data.matrix(2013))
        os.symlink("in", os.path.join(folder, "link"))
        before = tree(os.path.join(folder, "in"))
        for line in (["convert", "in", "--to", "csv"], ["convert", "in/a.csv", "in/b.csv", "--to", "csv"], ["convert", "in/a.csv", "link/b.csv", "--to", "csv"]):
            run = lab.run(*line, "-o", output, "--force", cwd=folder)
            found = tree(os.path.join(folder, "in"))
            lab.check(run.code in (*REFUSED, 3), f"{' '.join(line)} -o {output}: exit {run.code}")
            lab.check(all(found.get(name) == content for name, content in before.items()), f"{' '.join(line)} -o {output}: sources were overwritten")


def migrations(lab):
    register = data.legacy_register([data.Child(number) for number in range(10)])
    names = {"register.csv": register, "observations.csv": data.matrix(2013), "sub/held.csv": data.unmapped("x"), "sub/register.csv": register,
             "quarantine/a.csv": data.matrix(2014), "report.csv": data.matrix(2012), "quarantine/held.csv.csv": data.unmapped("y")}
    for inputs, output, must_refuse in (
        (["src"], "src", True), (["src"], "./src/", True), (["src"], "src/../src", True), (["link"], "src", True), (["src"], "link", True),
        (["src"], "src/sub", False), (["src"], ".", False), (["src/sub"], "src", False), (["src/quarantine"], "src", False), (["src/register.csv"], "src", True),
        (["src/sub/register.csv", "src/observations.csv"], "src", True), (["hard/register.csv"], "src", False),
    ):
        for force in ([], ["--force"]):
            folder = lab.fresh("migrate")
            for name, content in names.items():
                lab.put(os.path.join(folder, "src", name), content)
            os.symlink("src", os.path.join(folder, "link"))
            os.makedirs(os.path.join(folder, "hard"))
            os.link(os.path.join(folder, "src", "register.csv"), os.path.join(folder, "hard", "register.csv"))
            told = f"migrate {' '.join(inputs)} -o {output} {' '.join(force)}"
            before = tree(os.path.join(folder, "src"))
            run = lab.run("migrate", *inputs, "-o", output, *force, cwd=folder)
            found = tree(os.path.join(folder, "src"))
            lost = [name for name, content in before.items() if found.get(name) != content]
            lab.check(not lost, f"{told}: sources changed or gone: {lost}")
            lab.check(run.code in REFUSED if must_refuse else run.code in (0, 1, 3, *REFUSED), f"{told}: exit {run.code}")
            lab.check(read(os.path.join(folder, "hard", "register.csv")) == register.encode(), f"{told}: a hard link of a source changed")
            shutil.rmtree(folder)
