"""16. Limits of the system: each ends with the documented code and a line, never by a signal; and without /proc."""
import os, resource, shutil, subprocess
import commands
from lab import GOOD, MIB

WHAT = "file size, data and address space, no /proc"


def run(lab):
    everything = commands.all_of(lab)
    sizes(lab, everything)
    memory(lab, everything, resource.RLIMIT_DATA, "data", (1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64))
    memory(lab, everything, resource.RLIMIT_AS, "address space", (64, 96, 128, 160, 192, 224, 256))
    memory(lab, everything, resource.RLIMIT_STACK, "stack", (1, 2, 4))
    without_proc(lab, everything)


def some(lab, all, full):
    """All of them in a full run; else a few by chance."""
    return all if lab.kills >= 200 else sorted(lab.chance.sample(list(all), min(full, len(all))))


def sizes(lab, everything):
    """What is said is cut by the bound too, so it is the code alone that is judged; a signal is a code below 0."""
    for command in everything:
        largest = max(map(len, command.whole.values()), default=4096)
        for bound in {0, 1, 512, 4096, *(lab.chance.randrange(1, largest + 1) for _ in range(1 + lab.changes // 20)), largest - 1}:
            command.fresh()
            with_old = lab.chance.random() < 0.5 and command.put_old()
            told = f"{command.name}, files up to {bound} bytes"
            run = lab.run(*command.arguments(), cwd=lab.base, limits=[(resource.RLIMIT_FSIZE, bound)], may_end=False)
            is_new = command.judge(with_old, told)
            failed = (3, 73, 74) if command.name == "convert a folder" else (73, 74)
            # Standard output and error are files here too: what is said of a failure may find no room.
            lab.check(run.code in ((*GOOD, *failed) if is_new or bound < 4096 and not command.whole else failed), f"{told}: {run}")
            lab.check(bound < 4096 or run.code in GOOD or run.err.strip(), f"{told}: ended without a word")
            lab.check(not command.strays(), f"{told}: strays {command.strays()[:3]}")


def memory(lab, everything, kind, name, steps):
    outcomes = {}
    for command in everything:
        for mib in some(lab, steps, 6):
            command.fresh()
            with_old = lab.chance.random() < 0.5 and command.put_old()
            told = f"{command.name}, {mib} MiB of {name}"
            run = lab.run(*command.arguments(), cwd=lab.base, limits=[(kind, mib * MIB)], timeout=60, may_end=False)
            is_new = command.judge(with_old, told)
            lab.check(run.code in ((*GOOD, 71, 127) if is_new else (71, 127)), f"{told}: {run}")
            lab.check(run.code != 71 or run.err.count(b"\n") == 1, f"{told}: not one line: {run.err[:80]!r}")
            outcomes[run.code] = outcomes.get(run.code, 0) + 1
    lab.note(f"{name}: {dict(sorted(outcomes.items(), key=str))}")


def without_proc(lab, everything):
    """Right work, or one line and 71; help is for those who ask for it."""
    before = ["unshare", "-m"] if lab.is_root else ["unshare", "-rm"]
    hide = [*before, "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh"]
    if subprocess.run([*hide, "true"], capture_output=True).returncode != 0:
        return lab.note("/proc cannot be hidden by this user")
    for command in everything:
        command.fresh()
        told = f"{command.name} without /proc"
        run = lab.run(*command.arguments(), cwd=lab.base, before=hide)
        is_new = command.judge(False, told)
        asked = command.whole or run.out == command.said
        lab.check(run.code in GOOD and is_new and asked or run.code == 71, f"{told}: {run}; {run.out[:60]!r}")
        lab.check(b"USAGE" not in run.out + run.err, f"{told}: printed help")
        lab.check(run.code != 71 or run.err.count(b"\n") == 1, f"{told}: not one line: {run.err[:80]!r}")
    for line in (["--version"], ["check"], ["check", "--bogus"], ["check", "nowhere.csv"]):
        with_proc, run = lab.run(*line), lab.run(*line, before=hide)
        lab.check(run.code == with_proc.code or run.code == 71, f"{' '.join(line)} without /proc: exit {run.code}, else {with_proc.code}")
