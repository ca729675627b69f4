"""The laboratory of one point: a folder of its own, the program, and the count of what was tried.

A point is a module with `WHAT`, a sentence, and `run(lab)`. Every run of the program is held to what
always holds: it ends by itself, by no signal, and its words are UTF-8.
"""
import hashlib, os, random, resource, shutil, signal, stat, subprocess, time

MIB = 1 << 20
#: How commands may end; 127 is the loader, before a line of ours.
GOOD = (0, 1)


class Run:
    """One run of the program and what came of it."""

    def __init__(self, code, out, err, seconds, peak):
        self.code, self.out, self.err, self.seconds, self.peak = code, out, err, seconds, peak

    @property
    def said(self):
        return (self.out + self.err).decode("utf-8", "replace")

    def __repr__(self):
        return f"exit {self.code}: {self.err.decode('utf-8', 'replace').strip()[-200:]!r}"


class Lab:
    def __init__(self, folder, bieu, templates, samples, preload, chance, rounds):
        self.folder, self.bieu, self.templates, self.samples = folder, bieu, templates, samples
        self.preload, self.chance = preload, chance
        #: 300 is the full count of kills; two disks and one changing input for every three.
        self.kills, self.disks, self.changes = rounds, max(1, rounds * 2 // 3), max(1, rounds // 3)
        self.is_root = os.geteuid() == 0
        self.tries, self.wrong, self.notes, self.number = 0, [], [], 0

    # What is counted

    def check(self, holds, what):
        """Counts a try; `what` says the fact that was broken."""
        self.tries += 1
        if not holds:
            self.wrong.append(what)
        return bool(holds)

    def note(self, what):
        """Something to tell that is neither right nor wrong: a part that was left out, a figure."""
        self.notes.append(what)

    # Places

    def fresh(self, name="t"):
        """A new empty folder."""
        self.number += 1
        path = os.path.join(self.folder, f"{self.number:04}-{name}")
        os.makedirs(path)
        return path

    def sample(self, name):
        return os.path.join(self.samples, name)

    def put(self, path, content, mode=None):
        """Writes a file (text, bytes) with its folders; `path` may be bytes. Gives the path."""
        folder = os.path.dirname(path)
        os.makedirs(folder, exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        if mode is not None:
            os.chmod(path, mode)
        return path

    def copy(self, sample, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copyfile(self.sample(sample), path)
        return path

    # Runs

    def environment(self, **more):
        keep = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": self.folder, "TMPDIR": self.folder}
        return {**keep, "BIEU_TEMPLATES": self.templates, **more}

    def fault(self, kind, path, call):
        """The environment of a run whose `call`th read of the file ending in `path` goes wrong."""
        return {"LD_PRELOAD": self.preload, "BIEU_FAULT": kind, "BIEU_FAULT_PATH": path, "BIEU_FAULT_CALL": str(call)}

    def reads(self, path, *arguments, **more):
        """How many reads of the file ending in `path` the undisturbed command makes."""
        count = os.path.join(self.folder, ".count")
        self.run(*arguments, env={**self.fault("none", path, 0), "BIEU_FAULT_COUNT": count}, **more)
        return int(read(count)) if os.path.exists(count) else 0

    def start(self, *arguments, env=None, cwd=None, umask=0o022, limits=(), before=(), **pipes):
        def prepare():
            os.umask(umask)
            for kind, bound in limits:
                resource.setrlimit(kind, (bound, bound))

        return subprocess.Popen(
            [*before, self.bieu, *arguments], env=self.environment(**(env or {})), cwd=cwd or self.folder,
            preexec_fn=prepare, **pipes)

    def run(self, *arguments, timeout=120, may_end=True, **more):
        """Runs the program to its end; what always holds is checked unless `may_end` is false."""
        out, err = (os.path.join(self.folder, f".{name}") for name in ("out", "err"))
        started = time.monotonic()
        with open(out, "wb") as to_out, open(err, "wb") as to_err:
            process = self.start(*arguments, stdin=subprocess.DEVNULL, stdout=to_out, stderr=to_err, **more)
            code, peak = wait(process, timeout)
        run = Run(code, read(out), read(err), time.monotonic() - started, peak)
        if may_end:
            self.always(run, arguments)
        return run

    def always(self, run, arguments):
        """What holds of every run that nobody killed."""
        told = " ".join(os.fsdecode(argument)[-40:] for argument in arguments[:4])
        if run.code is None:
            self.wrong.append(f"{told}: does not end")
        elif run.code < 0:
            self.wrong.append(f"{told}: died by {signal.Signals(-run.code).name}")
        for name in ("err", "out"):
            try:
                getattr(run, name).decode()
            except UnicodeDecodeError:
                self.wrong.append(f"{told}: std{name} is not UTF-8")


def wait(process, timeout):
    """The exit code, None for one that had to be killed; and the most memory, in bytes."""
    end = time.monotonic() + timeout
    pause = 0.0005
    while time.monotonic() < end:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage.ru_maxrss * 1024
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)
    process.kill()
    process.wait()
    return None, 0


def wait_stopped(process, timeout=60):
    """Whether the process stopped itself (a fault of kind `stop`) rather than ended."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        found, status = os.waitpid(process.pid, os.WNOHANG | os.WUNTRACED)
        if found and os.WIFSTOPPED(status):
            return True
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return False
        time.sleep(0.0005)
    process.kill()
    process.wait()
    return False


def read(path):
    with open(path, "rb") as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def tree(folder, hidden=True):
    """Every file below a folder by its path there; without the ledger unless `hidden`."""
    found = {}
    for base, folders, names in os.walk(folder):
        if not hidden:
            folders[:] = [name for name in folders if name != ".bieu"]
        for name in names:
            path = os.path.join(base, name)
            if os.path.isfile(path):
                found[os.path.relpath(path, folder)] = read(path)
    return found


def snapshot(folder):
    """Everything below a folder and the folder itself: kind, mode, owner, time of change and content."""
    found = {}
    paths = [folder] + [os.path.join(base, name) for base, folders, names in os.walk(folder) for name in folders + names]
    for path in paths:
        status = os.lstat(path)
        kind = stat.S_IFMT(status.st_mode)
        content = read(path) if kind == stat.S_IFREG else os.readlink(path) if kind == stat.S_IFLNK else None
        times = status.st_mtime_ns if kind != stat.S_IFDIR else None
        found[os.path.relpath(path, folder)] = (oct(status.st_mode), status.st_uid, times, content)
    return found


def difference(before, after):
    """What two trees or snapshots differ in, for a message."""
    gone, new = sorted(set(before) - set(after)), sorted(set(after) - set(before))
    other = [name for name in before if name in after and before[name] != after[name]]
    return f"gone {gone[:3]}, new {new[:3]}, other {other[:4]}"


def mode_of(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def is_private(path):
    """Whether a path below an output of `migrate` is one of those with rows of children."""
    parts = path.split("/")
    return (
        ".bieu" in parts[:-1] or "quarantine" in parts[:-1]
        or parts[-1] in ("register.csv", "changes.csv", "problems.csv", "duplicates.csv", "ignored.csv"))
