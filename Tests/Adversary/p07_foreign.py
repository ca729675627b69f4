"""7. What we did not make is not touched: links at or below an output, other people's folders, foreign files."""
import os, shutil
import data
from lab import GOOD, difference, mode_of, read, snapshot, tree

WHAT = "links, foreign folders and foreign files at or below an output"
ENDINGS = (*GOOD, 3, 64, 73)
OWN = ("register.csv", "observations.csv", "changes.csv", "problems.csv", "duplicates.csv", "ignored.csv", "report.txt", "report.json", "report.html")
FORM = "clean/phong-tho-2025.xlsx"


class Scene:
    """Sources, a victim's folder, an output folder; and the promise that the victim stays as it was."""

    def __init__(self, lab, name):
        self.lab, self.name = lab, name
        self.folder = lab.fresh(name.replace(" ", "-").replace("/", "-"))
        self.path = lambda *parts: os.path.join(self.folder, *parts)
        lab.put(self.path("in", "a.csv"), data.legacy_register([data.Child(number) for number in range(12)]))
        lab.put(self.path("in", "sub", "held.csv"), data.unmapped("một"))
        lab.put(self.path("in", "held.csv"), data.unmapped("hai"))
        lab.put(self.path("victim", "notes.txt"), "của người khác\n", 0o644)
        lab.put(self.path("victim", "held.csv.csv"), "của người khác\n", 0o640)
        lab.put(self.path("victim", "sub", "held.csv.csv"), "của người khác\n", 0o600)
        lab.put(self.path("victim", "0123.entry"), "của người khác\n", 0o644)
        os.chmod(self.path("victim"), 0o755)

    def guarded(self, *kept):
        """Runs a migration, without and with --force, twice each; whatever is in `kept` must stay as it is."""
        kept = [self.path(name) for name in ("victim", *kept)]
        before = [state(path) for path in kept]
        for force in ([], ["--force"]):
            for _ in range(2):
                run = self.lab.run("migrate", "in", "-o", "out", *force, cwd=self.folder)
                self.after(run, kept, before, " with --force" if force else "")
        return run

    def after(self, run, kept, before, how):
        lab, told = self.lab, self.name + how
        lab.check(run.code in ENDINGS, f"{told}: {run}")
        lab.check(run.code != 73 or run.err.strip(), f"{told}: refused without a word")
        for path, was in zip(kept, before):
            name = os.path.relpath(path, self.folder)
            now = state(path)
            told_what = difference(was, now) if isinstance(was, dict) and isinstance(now, dict) else "" if now else "gone"
            lab.check(now == was, f"{told}: {name} was touched: {told_what}")


def state(path):
    """A folder and everything below it, or one file; nothing where nothing is."""
    if not os.path.lexists(path):
        return None
    if os.path.isdir(path) and not os.path.islink(path):
        return snapshot(path)
    status = os.lstat(path)
    return status.st_mode, status.st_uid, status.st_mtime_ns, os.readlink(path) if os.path.islink(path) else read(path)


def run(lab):
    ledgers(lab)
    quarantines(lab)
    links_to_files(lab)
    other_commands(lab)
    if lab.is_root:
        owners(lab)


def ledgers(lab):
    scene = Scene(lab, ".bieu is a link")
    os.makedirs(scene.path("out"))
    os.symlink("../victim", scene.path("out", ".bieu"))
    scene.guarded()
    scene = Scene(lab, ".bieu is a link to another ledger")
    lab.run("migrate", "in", "-o", "theirs", cwd=scene.folder)
    os.makedirs(scene.path("out"))
    os.symlink("../theirs/.bieu", scene.path("out", ".bieu"))
    scene.guarded("theirs")
    scene = Scene(lab, ".bieu is a folder of somebody's")
    shutil.copytree(scene.path("victim"), scene.path("out", ".bieu"), copy_function=shutil.copy2)
    os.chmod(scene.path("out", ".bieu"), 0o755)
    scene.guarded("out/.bieu/notes.txt", "out/.bieu/sub/held.csv.csv", "out/.bieu/0123.entry", "out/.bieu/held.csv.csv")
    lab.check(mode_of(scene.path("out", ".bieu")) == 0o755 or os.path.exists(scene.path("out", "observations.csv")), "a foreign .bieu was chmodded")
    scene = Scene(lab, "foreign files in our .bieu")
    lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
    for name in ("notes.txt", "x.entry", "notes.register", "tập.csv", "sub/x.entry"):
        lab.put(scene.path("out", ".bieu", name), "của người khác\n")
    scene.guarded("out/.bieu/notes.txt", "out/.bieu/x.entry", "out/.bieu/notes.register", "out/.bieu/tập.csv", "out/.bieu/sub/x.entry")
    scene = Scene(lab, ".bieu is a file")
    lab.put(scene.path("out", ".bieu"), "của người khác\n")
    scene.guarded("out/.bieu")
    for name in ("lock", "entry", "register"):
        scene = Scene(lab, f"a link in .bieu: {name}")
        lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
        ledger = scene.path("out", ".bieu")
        for own in os.listdir(ledger):
            if own.endswith(name):
                os.unlink(os.path.join(ledger, own))
                os.symlink("../../victim/notes.txt", os.path.join(ledger, own))
        scene.guarded()
    scene = Scene(lab, "the output is a link to a full folder")
    os.symlink("victim", scene.path("out"))
    before = snapshot(scene.path("victim"))
    run = lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
    lab.check(run.code == 73 and snapshot(scene.path("victim")) == before, f"{scene.name}: {run}")


def quarantines(lab):
    scene = Scene(lab, "foreign files in quarantine")
    lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
    for name in ("notes.csv", "sub/notes.csv", "mine/a.csv", "notes.txt"):
        lab.put(scene.path("out", "quarantine", name), "của người khác\n")
    os.makedirs(scene.path("out", "quarantine", "empty"))
    kept = [f"out/quarantine/{name}" for name in ("notes.csv", "sub/notes.csv", "mine", "notes.txt", "empty")]
    scene.guarded(*kept)
    shutil.rmtree(scene.path("in", "sub"))
    os.unlink(scene.path("in", "held.csv"))
    scene.name = "foreign files in quarantine, nothing held back any more"
    scene.guarded(*kept)
    lab.check(not os.path.exists(scene.path("out", "quarantine", "held.csv.csv")), "our own reason of before stays")
    for link, target in (("quarantine", "../victim"), ("quarantine/sub", "../../victim/sub"), ("quarantine/held.csv.csv", "../../victim/held.csv.csv")):
        for is_ours in (False, True):
            scene = Scene(lab, f"{link} is a link, {'our' if is_ours else 'a new'} folder")
            if is_ours:
                lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
                shutil.rmtree(scene.path("out", "quarantine"))
            os.makedirs(os.path.dirname(scene.path("out", link)), exist_ok=True)
            os.symlink(target, scene.path("out", link))
            scene.guarded()


def links_to_files(lab):
    for name in OWN:
        for target in ("../victim/notes.txt", "../victim/new.txt"):
            scene = Scene(lab, f"{name} is a link to {'a file' if 'notes' in target else 'nothing'}")
            lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
            os.unlink(scene.path("out", name))
            os.symlink(target, scene.path("out", name))
            scene.guarded()
    scene = Scene(lab, "hard links to outputs")
    lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
    os.makedirs(scene.path("kept"))
    for name in OWN:
        os.link(scene.path("out", name), scene.path("kept", name))
    before = {name: content for name, (_, _, _, content) in snapshot(scene.path("kept")).items()}
    lab.put(scene.path("in", "more.csv"), data.matrix(2013))
    lab.run("migrate", "in", "-o", "out", "--force", cwd=scene.folder)
    lab.check({name: content for name, (_, _, _, content) in snapshot(scene.path("kept")).items()} == before, "a hard link to an old output was written through")


def other_commands(lab):
    """Outputs that are links, and folders below an output that are links."""
    base = lab.fresh("figures")
    lab.copy(FORM, os.path.join(base, "a.xlsx"))
    lab.run("import", "a.xlsx", "-o", "figures.csv", cwd=base)
    book, figures = os.path.join(base, "a.xlsx"), os.path.join(base, "figures.csv")
    for name, line in {
        "convert": ["convert", book, "--to", "ods"], "import": ["import", book], "migrate text": ["migrate", "text", book, "--to", "xlsx"],
        "export": ["export", figures], "units map": ["units", "map", figures, "--to", "2026"],
    }.items():
        suffix = ".xlsx" if name == "export" else ".csv"
        for target in ("notes.txt", "new.txt"):
            scene = Scene(lab, f"{name} to a link to {target}")
            os.symlink("victim/" + target, scene.path("link" + suffix))
            for force in ([], ["--force"]):
                kept = [scene.path("victim")]
                before = [snapshot(kept[0])]
                scene.after(lab.run(*line, "-o", "link" + suffix, *force, cwd=scene.folder), kept, before, " ".join(force))
    below(lab, "convert a folder", ["convert", "in", "--to", "xlsx", "--force"], "sub")
    below(lab, "convert to sheets", ["convert", book, figures, "--to", "csv", "--force"], "a")
    below(lab, "export to a folder", ["export", figures, "--to", "ods", "--force"], None)
    below(lab, "template build", ["template", "build", "--form", "TE-05", "--force"], None)


def below(lab, name, line, folder):
    """A folder below the output, or each file of it, is a link to the victim's."""
    scene = Scene(lab, name)
    run = lab.run(*line, "-o", "right", cwd=scene.folder)
    if not lab.check(run.code in GOOD, f"{name}: {run}"):
        return
    if folder:
        os.makedirs(scene.path("out"))
        os.symlink("../victim/sub", scene.path("out", folder))
    else:
        for made in tree(scene.path("right")):
            os.makedirs(os.path.dirname(scene.path("out", made)), exist_ok=True)
            os.symlink(scene.path("victim", "notes.txt"), scene.path("out", made))
    before = [snapshot(scene.path("victim"))]
    run = lab.run(*line, "-o", "out", cwd=scene.folder)
    scene.after(run, [scene.path("victim")], before, " through links")


def owners(lab):
    """Root meets folders and links of another user."""
    for what in ("out/.bieu", "out/quarantine", "out"):
        scene = Scene(lab, f"{what} belongs to another user")
        lab.run("migrate", "in", "-o", "out", cwd=scene.folder)
        if what == "out/.bieu":
            shutil.rmtree(scene.path(what))
            shutil.copytree(scene.path("victim"), scene.path(what))
        lab.put(scene.path(what, "theirs.csv"), "của người khác\n")
        for base, folders, names in os.walk(scene.path(what)):
            for name in [base, *(os.path.join(base, name) for name in names)]:
                os.lchown(name, 65534, 65534)
        kept = [f"{what}/theirs.csv"] + (["out/.bieu/notes.txt"] if what == "out/.bieu" else [])
        scene.guarded(*kept)
        if what == "out/.bieu":
            lab.check(os.lstat(scene.path(what)).st_uid == 65534 and os.path.exists(scene.path(what, "0123.entry")), "another user's .bieu was emptied")
