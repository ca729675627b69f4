"""17. Registers can be forgotten: no byte of the children is left, all else is, and the rest is said."""
import csv, os, shutil
import data
from lab import GOOD, difference, read, tree

WHAT = "forgetting a source or a time"


class Scene:
    """A migration of three registers of three years and a table; each with marks of its own."""

    SOURCES = {"a.csv": ("zxa", "2016"), "sub/b.csv": ("zxb", "2018"), "c.csv": ("zxc", "2020")}

    def __init__(self, lab):
        self.lab, self.folder = lab, lab.fresh()
        self.children = {}
        for source, (mark, period) in self.SOURCES.items():
            children = self.children[source] = [data.Child(number, mark) for number in range(100 * len(self.children), 100 * len(self.children) + 30)]
            sound, broken = data.legacy_register(children[:20], period), data.legacy_register(children[20:], period, sex="?", birth="31/02/2015")
            lab.put(os.path.join(self.folder, "in", source), sound + broken.split("\n", 1)[1] + sound.split("\n", 2)[1] + "\n")
        lab.put(os.path.join(self.folder, "in", "table.csv"), data.matrix(2013))
        lab.put(os.path.join(self.folder, "in", "held.csv"), data.unmapped("gì"))
        run = lab.run("migrate", "in", "-o", "out", cwd=self.folder)
        lab.check(run.code in GOOD, f"migrate: {run}")
        self.out = os.path.join(self.folder, "out")
        self.before = tree(self.out)

    def marks(self, source):
        return [child.name_mark for child in self.children[source]] + [child.number_text for child in self.children[source]] + [child.hamlet_mark for child in self.children[source]]

    def rows(self, content):
        return list(csv.reader(content.decode().splitlines()))

    def forget(self, *arguments):
        return self.lab.run("migrate", "forget", "out", *arguments, cwd=self.folder)

    def judge(self, told, gone):
        """No byte of what was forgotten is anywhere; of the others every row is."""
        lab, now = self.lab, tree(self.out)
        for source in self.SOURCES:
            marks = self.marks(source)
            if source in gone:
                for name, content in now.items():
                    text = content.decode("utf-8", "replace").lower()
                    left = [mark for mark in marks if mark in text]
                    lab.check(not left, f"{told}: {name[-30:]} still has {left[:2]}")
            else:
                text, old = (files.get("register.csv", b"").decode().lower() for files in (now, self.before))
                missing = [child.name_mark for child in self.children[source] if child.name_mark in old and child.name_mark not in text]
                lab.check(not missing, f"{told}: of {source} {len(missing)} children are gone too")
        for name in ("register.csv", "changes.csv", "problems.csv", "duplicates.csv"):
            if name not in now:
                lab.check(False, f"{told}: {name} is gone")
                continue
            kept, old = self.rows(now[name]), self.rows(self.before[name])
            of_gone = [row for row in kept if any(field in gone for field in row)]
            lab.check(not of_gone, f"{told}: {name} has {len(of_gone)} rows of what was forgotten")
            if name != "duplicates.csv":
                others = [row for row in old if not any(field in gone for field in row)]
                lab.check(kept == others, f"{told}: {name}: {len(kept)} rows, not the {len(others)} of the others")
        lab.check(now.get("observations.csv") == self.before["observations.csv"], f"{told}: observations.csv changed")


def run(lab):
    by_source(lab)
    by_time(lab)
    refusals(lab)


def by_source(lab):
    for source in Scene.SOURCES:
        scene = Scene(lab)
        told = f"--source {source}"
        run = scene.forget("--source", source)
        lab.check(run.code == 0, f"{told}: {run}")
        lab.check(run.said.strip(), f"{told}: what remains is not said")
        scene.judge(told, {source})
        after = tree(scene.out)
        second = scene.forget("--source", source)
        lab.check(second.code in (0, 1, 65, 66) and tree(scene.out) == after, f"{told}, a second time: {second}; {difference(after, tree(scene.out))}")
        # And later the file is done anew, for it is still there.
        again = lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
        right = {name: content for name, content in scene.before.items() if not name.startswith(".bieu/")}
        lab.check(again.code in GOOD and tree(scene.out, hidden=False) == right, f"{told}, then migrated: {again}; {difference(right, tree(scene.out, hidden=False))}")
        shutil.rmtree(scene.folder)
    scene = Scene(lab)
    for source in Scene.SOURCES:
        scene.forget("--source", source)
    scene.judge("all sources", set(Scene.SOURCES))


def by_time(lab):
    for day, gone in (("2016-12-31", set()), ("2017-01-01", {"a.csv"}), ("2019-01-01", {"a.csv", "sub/b.csv"}), ("2021-01-01", set(Scene.SOURCES)), ("2010-01-01", set())):
        scene = Scene(lab)
        run = scene.forget("--before", day)
        lab.check(run.code in (0, 1, 66) if not gone else run.code == 0, f"--before {day}: {run}")
        scene.judge(f"--before {day}", gone)
        shutil.rmtree(scene.folder)


def refusals(lab):
    """What cannot be meant changes nothing."""
    scene = Scene(lab)
    for arguments in (["--source", "nowhere.csv"], ["--source", ""], ["--before", "hôm qua"], [], ["--source", "../in/a.csv"], ["--source", "held"], ["--before", "2019-13-45"]):
        run = scene.forget(*arguments)
        lab.check(run.code not in (70, 71), f"forget {arguments}: {run}")
        lab.check(tree(scene.out) == scene.before or run.code in GOOD and tree(scene.out, hidden=False) == {n: c for n, c in scene.before.items() if not n.startswith(".bieu/")},
                  f"forget {arguments}: something changed ({run})")
    os.makedirs(os.path.join(scene.folder, "other"))
    lab.put(os.path.join(scene.folder, "other", "register.csv"), "của người khác\n")
    run = lab.run("migrate", "forget", "other", "--source", "a.csv", cwd=scene.folder)
    lab.check(run.code in (64, 65, 66, 73) and read(os.path.join(scene.folder, "other", "register.csv")) == "của người khác\n".encode(), f"a folder that is no migration's: {run}")
