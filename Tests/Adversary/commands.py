"""Every command of the program, with the outputs that it makes: for kills, full disks, limits."""
import os, shutil, time
import data
from lab import GOOD, read, tree

OLD = "của lần trước\n".encode() * 1000


class Command:
    """A command in a folder `out` of its own, and what is there when all is well."""

    def __init__(self, lab, name, line, output=None, is_migration=False, before=None, rows=()):
        self.lab, self.name, self.line, self.output, self.is_migration = lab, name, line, output, is_migration
        #: A run that has to come first, for a command that changes what is there.
        self.before = before
        self.base = os.path.dirname(lab.base)
        self.folder = os.path.join(lab.base, "out")
        self.fresh()
        started = time.monotonic()
        run = lab.run(*self.arguments(), cwd=lab.base)
        self.seconds = time.monotonic() - started
        self.is_there = run.code in GOOD
        self.code = run.code
        self.said = run.out
        self.whole = self.files()
        self.bytes = sum(map(len, self.whole.values()))
        self.first = self.before_files if before else {}

    def arguments(self):
        force = [] if self.output is None or self.line[:2] == ["migrate", "forget"] or self.is_migration else ["--force"]
        flag = "--draft" if "inspect" in self.line else "-o"
        return [*self.line, *force] + ([flag, os.path.join("out", self.output)] if self.output is not None else [])

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True) if not os.path.ismount(self.folder) else None
        os.makedirs(self.folder, exist_ok=True)
        if self.before:
            kept = os.path.join(self.lab.base, "before-" + self.name.replace(" ", "-"))
            if not os.path.exists(kept):
                self.lab.run(*self.before, "-o", kept, cwd=self.lab.base)
            shutil.copytree(kept, os.path.join(self.folder, self.output or "m"), dirs_exist_ok=True)
            self.before_files = self.files()

    def files(self):
        """What is there; of a migration its ledger is left out, which is no result."""
        return tree(self.folder, hidden=not (self.is_migration or self.before))

    def put_old(self):
        """A file of before in the place of each output; a migration has results of its own there."""
        if self.is_migration or self.before:
            return False
        for name in self.whole:
            self.lab.put(os.path.join(self.folder, name), OLD)
        return True

    def judge(self, with_old, told):
        """Each output is the old file, or the whole new one; gives whether all is new."""
        found = self.files()
        for name, whole in self.whole.items():
            if name not in found:
                self.lab.check(not with_old and not (self.before and name in self.first), f"{told}: {short(name)} was lost")
                continue
            allowed = [whole] + ([OLD] if with_old else []) + ([self.first[name]] if name in self.first else [])
            self.lab.check(found[name] in allowed, f"{told}: {short(name)} is half a file of {len(found[name])} of {len(whole)} bytes")
        return found == self.whole

    def strays(self):
        """Files that no output is, in the place where outputs go."""
        return sorted(name for name in set(self.files()) - set(self.whole) - set(self.first))

    def later(self, told):
        """The same command undisturbed: it succeeds, all is right, and nothing lies about."""
        run = self.lab.run(*self.arguments(), cwd=self.lab.base)
        found = self.files()
        # What is forgotten once is not there a second time: how that ends is not asked here.
        fine = run.code in (*GOOD, self.code) or self.line[:2] == ["migrate", "forget"]
        self.lab.check(fine, f"{told}: the later run: {run}")
        other = [name for name in self.whole if found.get(name) != self.whole[name]]
        self.lab.check(found == self.whole, f"{told}: after the later run other {other[:3]}, beside {sorted(set(found) - set(self.whole))[:3]}")


def short(name):
    return os.path.join(os.path.dirname(name)[:20], os.path.basename(name)[:40])


def all_of(lab):
    """Every command that makes something, and two that only speak."""
    lab.base = base = lab.fresh("all")
    table = os.path.join(base, "table.csv")
    with open(table, "w", encoding="utf-8") as file:
        for row in range(20_000):
            file.write(f"{row},xã {row % 97},{row * 1.25},trẻ em,2025-03-{row % 28 + 1:02}\n")
    lab.run("convert", table, "-o", "table.xlsx", "--quiet", cwd=base)
    lab.run("import", lab.sample("clean"), "-o", "figures.csv", "--quiet", cwd=base)
    shutil.copytree(lab.sample("legacy"), os.path.join(base, "old"))
    lab.put(os.path.join(base, "old", "r.csv"), data.legacy_register([data.Child(number) for number in range(300)], period="2022"))
    lab.put(os.path.join(base, "old", "new.csv"), data.unmapped("gì"))
    lab.put(os.path.join(base, "list.csv"), "STT,Mã TP,Tên tỉnh,Mã QH,Tên huyện,Mã PX,Phường Xã,Cấp\n" + "".join(
        f"{n},12,Tỉnh Lai Châu,106,Huyện Tam Đường,{3000 + n:05},Xã Số {n},Xã\n" for n in range(2000)))
    clean, book = lab.sample("clean"), lab.sample("messy/05-nhieu-bieu-mot-tep.xlsx")
    made = [Command(lab, f"convert to {form}", ["convert", "table.xlsx" if form in ("csv", "tsv") else "table.csv"], "a." + form)
            for form in ("xlsx", "ods", "fods", "csv", "tsv", "jsonl")]
    made += [
        Command(lab, "convert to sheets", ["convert", book, "--to", "csv"], "sheets/"), Command(lab, "convert a folder", ["convert", clean, "--to", "ods"], "all/"),
        Command(lab, "import", ["import", clean], "o.csv"), Command(lab, "import to jsonl", ["import", clean], "new/o.jsonl"),
        Command(lab, "export", ["export", "figures.csv"], "forms.xlsx"), Command(lab, "export to a folder", ["export", "figures.csv", "--to", "ods"], "forms/"),
        Command(lab, "template build", ["template", "build", "--form", "TE-05"], "blank/"),
        Command(lab, "units map", ["units", "map", "figures.csv", "--to", "2026"], "map.csv"), Command(lab, "units import", ["units", "import", "list.csv", "--valid-from", "2020-01-01"], "units.csv"),
        Command(lab, "migrate text", ["migrate", "text", "old/te-hcdb-2011.csv", "--report", "out/r.csv"], "u.xlsx"),
        Command(lab, "migrate inspect --draft", ["migrate", "inspect", "old"], "d.yml"),
        Command(lab, "migrate", ["migrate", "old", "-j", "2"], "m", is_migration=True), Command(lab, "migrate again", ["migrate", "old", "-j", "2"], "m", is_migration=True, before=["migrate", "old"]),
        Command(lab, "migrate forget", ["migrate", "forget", "out/m", "--source", "r.csv"], None, before=["migrate", "old"]),
        Command(lab, "check", ["check", clean]), Command(lab, "inspect", ["inspect", clean]),
    ]
    for command in made:
        # A command that the program does not have is not tried; point 17 says so.
        if not command.is_there and command.name != "migrate forget":
            lab.check(False, f"{command.name}: undisturbed it ends with {command.code}")
    return [command for command in made if command.is_there]
