"""3. An input that changes while it is read gives the old figures, the new ones, or a refusal; never a mixture.

The moment is exact where it can be: the process stops itself before one of its reads of the file, the
file is changed, and it goes on. Other rounds change at a random time.
"""
import os, shutil, signal, subprocess, time
import data
from lab import GOOD, read, tree, wait, wait_stopped

WHAT = "inputs that change while they are read"
KINDS = ("csv", "xlsx", "ods")
#: How the file changes; each gives the bytes that are there afterwards.
WAYS = ("in place", "in place, times put back", "cp", "truncated", "appended", "replaced")


class Job:
    """A command over one file, and what it comes to with the old bytes and with others."""

    def __init__(self, lab, name, line, output, kind, form):
        self.lab, self.name, self.line, self.output, self.kind = lab, f"{name} {kind}", line, output, kind
        self.folder = lab.fresh(self.name.replace(" ", "-"))
        self.input = os.path.join(self.folder, "in", "a." + kind)
        os.makedirs(os.path.dirname(self.input))
        old = data.big_file(lab, self.input, kind, form, "Nam", 1)
        # For `check` the findings have to differ.
        new = data.big_file(lab, self.input, kind, form, "?" if name == "check" else "Nữ", 2)
        self.bytes = {"old": old, "in place": new, "in place, times put back": new, "cp": new, "replaced": new,
                      "truncated": old[: len(old) // 2], "appended": old + old[-200:]}
        lab.check(len(old) > 1 << 20, f"{self.name}: only {len(old)} bytes")
        self.results = {}
        self.clear()
        self.put(old)
        #: Reads of the file, each a moment to change it before.
        self.reads = lab.reads("/a." + kind, *self.arguments(), cwd=self.folder)

    def put(self, content):
        self.clear()
        self.lab.put(self.input, content)

    def clear(self):
        path = os.path.join(self.folder, self.output)
        shutil.rmtree(path, ignore_errors=True)
        if os.path.lexists(path):
            os.unlink(path)

    def arguments(self):
        return [*self.line, "in", "-o", self.output] if self.line[0] != "check" else [*self.line, "in"]

    def came(self, run):
        """What a run came to: its outputs, or what it said."""
        path = os.path.join(self.folder, self.output)
        if self.line[0] == "check":
            return run.out
        if os.path.isdir(path):
            return tree(path, hidden=False)
        return read(path) if os.path.exists(path) else None

    def right(self, which):
        """What the undisturbed program makes of some bytes."""
        content = self.bytes[which]
        key = hash(content)
        if key not in self.results:
            self.put(content)
            run = self.lab.run(*self.arguments(), cwd=self.folder)
            self.results[key] = (run.code, self.came(run))
        return self.results[key]


def run(lab):
    jobs = []
    for kind in KINDS:
        jobs.append(Job(lab, "migrate", ["migrate"], "m", kind, False))
        jobs.append(Job(lab, "import", ["import", "--force"], "o.csv", kind, True))
        jobs.append(Job(lab, "check", ["check", "--format", "json"], "none", kind, True))
        jobs.append(Job(lab, "convert", ["convert", "--force", "--to", "ods" if kind == "xlsx" else "xlsx"], "c/", kind, False))
    seen = {"old": 0, "new": 0, "refused": 0}
    for number in range(max(3 * lab.changes, 2 * len(jobs))):
        job = jobs[number % len(jobs)]
        way = WAYS[(number // len(jobs) + number) % len(WAYS)]
        seen[round_of(lab, job, way, is_exact=number % 4 != 3)] += 1
    lab.note(f"came to: {seen}; reads: " + ", ".join(f"{job.name} {job.reads}" for job in jobs))


def round_of(lab, job, way, is_exact):
    _, old = job.right("old")
    _, new = job.right(way)
    job.put(job.bytes["old"])
    times = os.stat(job.input)
    call = lab.chance.randint(1, max(1, job.reads)) if is_exact else 0
    told = f"{job.name}, {way}, " + (f"before read {call}" if is_exact else "at a random time")
    out = open(os.path.join(job.folder, ".out"), "w+b")
    err = open(os.path.join(job.folder, ".err"), "w+b")
    process = lab.start(
        *job.arguments(), cwd=job.folder, stdout=out, stderr=err,
        env=lab.fault("stop", "/a." + job.kind, call) if is_exact else None)
    if is_exact:
        if wait_stopped(process):
            change(job, way, times)
            process.send_signal(signal.SIGCONT)
    else:
        time.sleep(lab.chance.uniform(0.01, 0.4))
        change(job, way, times)
    code = process.returncode if process.returncode is not None else wait(process, 120)[0]
    for file in (out, err):
        file.close()
    run = lambda: None
    run.out = read(os.path.join(job.folder, ".out"))
    said = read(os.path.join(job.folder, ".err")).decode("utf-8", "replace")
    found = job.came(run)
    lab.check(code is not None and code >= 0, f"{told}: ended with {code}")
    came = "old" if found == old else "new" if found == new else "refused"
    if came == "refused":
        refused(lab, job, code, found, said, told)
    elif code not in (*GOOD, 3, 65):
        lab.check(False, f"{told}: exit {code} beside whole outputs")
    later(lab, job, old, told)
    return came


def refused(lab, job, code, found, said, told):
    """Neither the old nor the new: then nothing but a refusal may be there."""
    lab.check(code in (3, 65), f"{told}: mixed, exit {code}, {said.strip()[-120:]!r}")
    if job.line[0] == "migrate":
        rows = {name: found.get(name, b"").count(b"\n") for name in ("observations.csv", "register.csv", "changes.csv")}
        lab.check(max(rows.values()) <= 1, f"{told}: refused, but rows are there: {rows}")
    elif job.line[0] != "check":
        empty = not found or isinstance(found, bytes) and found.count(b"\n") <= 1
        lab.check(empty, f"{told}: refused, but an output is there")


def later(lab, job, old, told):
    """The file is as it was, and the same command runs again, with whatever the disturbed run has kept."""
    with open(job.input, "r+b") as file:
        file.write(job.bytes["old"])
        file.truncate()
    line = job.arguments()
    run = lab.run(*line, cwd=job.folder)
    lab.check(job.came(run) == old, f"{told}: after the file was restored the later run differs; {run}")


def change(job, way, times):
    content = job.bytes[way]
    if way.startswith("in place"):
        with open(job.input, "r+b") as file:
            file.write(content)
            file.truncate()
        if way.endswith("back"):
            os.utime(job.input, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif way == "cp":
        other = job.input + ".new"
        with open(other, "wb") as file:
            file.write(content)
        subprocess.run(["cp", other, job.input], check=True)
        os.unlink(other)
    elif way == "truncated":
        os.truncate(job.input, len(content))
    elif way == "appended":
        with open(job.input, "ab") as file:
            file.write(content[-200:])
    else:
        other = job.input + ".new"
        with open(other, "wb") as file:
            file.write(content)
        os.rename(other, job.input)
