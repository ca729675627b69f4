"""6. A folder with the results of other inputs is not replaced in silence."""
import os, shutil
import data
from lab import GOOD, difference, read, snapshot, tree

WHAT = "migrating other inputs into a folder with results"


def run(lab):
    folder = lab.fresh()
    for name, year in (("a", 2013), ("b", 2014)):
        lab.put(os.path.join(folder, name, f"{name}.csv"), data.matrix(year))
        lab.put(os.path.join(folder, name, "r.csv"), data.legacy_register([data.Child(n, "z" + name) for n in range(20)], str(year)))
    for name in ("a", "b"):
        lab.run("migrate", name, "-o", "right-" + name, cwd=folder)
    right = {name: tree(os.path.join(folder, "right-" + name), hidden=False) for name in ("a", "b")}
    for others, what in (
        (["b"], "another folder"), (["b/b.csv"], "a file"), (["a/a.csv"], "one of its files"), (["b/r.csv", "b/b.csv"], "two files"),
    ):
        out = os.path.join(folder, "out")
        shutil.copytree(os.path.join(folder, "right-a"), out, copy_function=shutil.copy2)
        before = snapshot(out)
        run = lab.run("migrate", *others, "-o", "out", cwd=folder)
        lab.check(run.code == 73, f"{what} into the results of a: exit {run.code}, not 73")
        lab.check(snapshot(out) == before, f"{what}: the results were changed: {difference(before, snapshot(out))}")
        lab.check(run.code != 73 or run.err.strip(), f"{what}: refused without a word")
        forced = lab.run("migrate", *others, "-o", "out", "--force", cwd=folder)
        lab.run("migrate", *others, "-o", "alone", cwd=folder)
        alone = tree(os.path.join(folder, "alone"), hidden=False)
        lab.check(forced.code in GOOD and tree(out, hidden=False) == alone, f"{what} with --force: {forced}")
        for name in ("out", "alone"):
            shutil.rmtree(os.path.join(folder, name))
    same(lab, folder, right)


def same(lab, folder, right):
    """The same inputs continue, however they are named; a file that was added or mended is taken."""
    out = os.path.join(folder, "right-a")
    for argument in ("a", "./a", "a/", "../" + os.path.basename(folder) + "/a", os.path.join(folder, "a")):
        run = lab.run("migrate", argument, "-o", "right-a", cwd=folder)
        lab.check(run.code in GOOD and tree(out, hidden=False) == right["a"], f"the same folder as {argument[:20]!r}: {run}")
    lab.put(os.path.join(folder, "a", "more.csv"), data.matrix(2012))
    run = lab.run("migrate", "a", "-o", "right-a", cwd=folder)
    lab.check(run.code in GOOD and b",2012," in read(os.path.join(out, "observations.csv")), f"a file was added: {run}")
    lab.put(os.path.join(folder, "a", "a.csv"), data.matrix(2013, first=1302))
    run = lab.run("migrate", "a", "-o", "right-a", cwd=folder)
    lab.check(run.code in GOOD and b",1302," in read(os.path.join(out, "observations.csv")), f"a file was mended: {run}")
    before = snapshot(out)
    run = lab.run("migrate", "a", "-o", "right-a", "--period", "2010", "--unit", "03390", cwd=folder)
    lab.check(run.code in (*GOOD, 73), f"the same inputs with other options: {run}")
    lab.check(run.code != 73 or snapshot(out) == before, "refused, but changed")
