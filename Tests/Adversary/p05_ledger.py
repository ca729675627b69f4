"""5. Everything kept in the ledger carries a digest: what was changed there is done anew, never published."""
import os, shutil
import data
from lab import GOOD, read, tree

#: What belongs to one file; anything else there may be the mark by which the folder is known as ours.
KEPT = (".entry", ".register", ".changes", ".problems", ".keys")
WHAT = "changed bytes in what the ledger keeps"


def run(lab):
    folder = lab.fresh()
    children = [data.Child(number) for number in range(40)]
    lab.put(os.path.join(folder, "in", "a.csv"), data.legacy_register(children))
    broken = [data.Child(number, "zy") for number in range(40, 60)]
    sound, held = data.legacy_register(broken[:10]), data.legacy_register(broken[10:], sex="?", birth="31/02/2015")
    lab.put(os.path.join(folder, "in", "b.csv"), sound + held.split("\n", 1)[1])
    lab.copy("legacy/te-hcdb-2012.xlsx", os.path.join(folder, "in", "te-hcdb-2012.xlsx"))
    lab.put(os.path.join(folder, "in", "c.csv"), data.unmapped("gì đó"))
    lab.run("migrate", "in", "-o", "right", cwd=folder)
    right = tree(os.path.join(folder, "right"), hidden=False)
    kept = tree(os.path.join(folder, "right", ".bieu"))
    kinds = {os.path.splitext(name)[1] for name, content in kept.items() if content}
    lab.check({".entry", ".register", ".changes"} <= kinds or len(kinds) > 2, f"the ledger keeps {kinds}")
    number = 0
    for name, content in sorted(kept.items()):
        if not content:
            continue
        positions = {0, len(content) - 1, len(content) // 2, *(lab.chance.randrange(len(content)) for _ in range(4 + lab.changes // 10))}
        harms = [(f"byte {at}", changed(content, at, lab.chance)) for at in sorted(positions)]
        harms += [("half of it", content[: len(content) // 2]), ("nothing", b""), ("twice", content * 2), ("zeros", bytes(len(content)))]
        others = [other for other in kept if other != name and os.path.splitext(other)[1] == os.path.splitext(name)[1]]
        harms += [(f"the content of {other[-14:]}", kept[other]) for other in others[:1]]
        for what, harm in harms:
            number += 1
            judge(lab, folder, f"out{number}", {name: harm}, right, f"{what} in {name[-20:]}")
    for name in kept:
        judge(lab, folder, f"gone-{name[-30:]}", {name: None}, right, f"{name[-20:]} gone")
    swapped(lab, folder, kept, right)


def changed(content, at, chance):
    """One byte other, and still a letter or digit where it was one: nothing else may tell."""
    old = content[at]
    new = old ^ 1 if chr(old).isalnum() and chr(old ^ 1).isalnum() else old ^ chance.choice([1, 2, 4, 8, 16, 32, 64, 128])
    return content[:at] + bytes([new]) + content[at + 1 :]


def judge(lab, folder, out, harms, right, what):
    target = os.path.join(folder, out)
    shutil.copytree(os.path.join(folder, "right"), target)
    for name, harm in harms.items():
        path = os.path.join(target, ".bieu", name)
        if harm is None:
            os.unlink(path)
        else:
            with open(path, "wb") as file:
                file.write(harm)
    run = lab.run("migrate", "in", "-o", out, cwd=folder)
    found = tree(target, hidden=False)
    # Without its mark the folder is not ours any more: that may be refused, and nothing has changed.
    ends = GOOD if all(name.endswith(KEPT) for name in harms) else (*GOOD, 73)
    lab.check(run.code in ends and found == right, f"{what}: {[n for n in right if found.get(n) != right[n]][:4]} other, exit {run.code}")
    shutil.rmtree(target)


def swapped(lab, folder, kept, right):
    """All companions of two entries changed round: each is whole, but not its file's."""
    registers = sorted({name.split(".")[0] for name in kept if name.endswith(".register")})
    if len(registers) < 2:
        return lab.note("no two registers in the ledger to change round")
    one, two = registers[:2]
    harms = {}
    for name in kept:
        stem, suffix = name.split(".", 1)[0], name[name.index("."):] if "." in name else ""
        other = {one: two, two: one}.get(stem)
        if other and other + suffix in kept:
            harms[name] = kept[other + suffix]
    judge(lab, folder, "round", harms, right, "two files' parts changed round")
