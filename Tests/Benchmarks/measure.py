"""Runs commands in turn and measures them: cpu, wall, peak memory, and who else was busy."""

import os
import re
import shutil
import statistics
import subprocess
import time

import settings

LAUNCHER = os.path.join(settings.TOOLS, "measure")
TICKS = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1
PATIENCE = 180
"""Seconds that a run waits for other processes to become quiet, in all."""
REPEATS = 2
"""How often a disturbed round is run again."""


class Failed(Exception):
    """A command that did not end as it should; the case is left out and says so."""


class Run:
    """What one run of a command cost."""

    def __init__(self, wall, cpu, peak, disturbed):
        self.wall, self.cpu, self.peak, self.disturbed = wall, cpu, peak, disturbed


class Command:
    """A command line with a name, and what it writes, which is removed before each run."""

    def __init__(self, name, line, output=None, status=(0,), environment=None):
        self.name, self.line, self.output, self.status = name, line, output, status
        self.environment = environment or {}

    def run(self):
        remove(self.output)
        busy = busy_seconds()
        log = os.path.join(settings.SCRATCH, "output.txt")
        told = subprocess.run(
            [LAUNCHER, log, *self.line], capture_output=True, text=True, cwd=settings.ROOT,
            env={**os.environ, **self.environment}).stdout.split()
        if told[4:] == ["127"]:
            raise Failed(f"{self.name}: {self.line[0]} is not there")
        if len(told) != 5 or int(told[4]) not in self.status:
            with open(log, errors="replace") as file:
                raise Failed(f"{self.name}: exit {told[4:]}: {file.read()[-300:].strip()}")
        if self.output and not os.path.exists(self.output):
            raise Failed(f"{self.name}: no output")
        wall, cpu = float(told[0]), float(told[1]) + float(told[2])
        foreign = busy_seconds() - busy - cpu
        limit = max(settings.LEAST_FOREIGN, 0.05 * wall * CORES)
        return Run(wall, cpu, int(told[3]) / 1024, foreign > limit)

    def size(self):
        """Bytes of what the last run wrote."""
        return os.path.getsize(self.output) if self.output else 0


def remove(path):
    """Takes an output away. Folders are only put aside until `everything` is over.

    ext4 passes over the inodes of what was deleted in the last seconds one by one, so a thousand
    files that were just deleted would be paid for by whoever makes files next.
    """
    if path and os.path.isdir(path):
        aside = os.path.join(settings.SCRATCH, "aside")
        os.makedirs(aside, exist_ok=True)
        os.rename(path, os.path.join(aside, str(len(os.listdir(aside)))))
    elif path and os.path.exists(path):
        os.unlink(path)


def clear_aside():
    shutil.rmtree(os.path.join(settings.SCRATCH, "aside"), ignore_errors=True)


def busy_seconds():
    """The cpu time that all processes of the machine have used so far."""
    with open("/proc/stat") as file:
        fields = list(map(int, file.readline().split()[1:9]))
    return (sum(fields) - fields[3] - fields[4]) / TICKS


class Idleness:
    """Waits for a quiet machine before a case; what it could not wait for is remembered."""

    waited = 0.0
    noisy_cases = []

    @classmethod
    def wait(cls, case):
        while True:
            busy, start = busy_seconds(), time.monotonic()
            time.sleep(0.25)
            share = (busy_seconds() - busy) / (time.monotonic() - start) / CORES
            if share < 0.10:
                return
            if cls.waited >= (10 if settings.QUICK else PATIENCE):
                cls.noisy_cases.append(case)
                say(f"    the machine is busy ({share:.0%}, load {os.getloadavg()[0]:.2f}); "
                    f"these figures are not to be quoted")
                return
            if cls.waited == 0:
                say(f"    waiting: others use {share:.0%} of the machine")
            cls.waited += 5
            time.sleep(5)


def rounds(case, commands, runs=None, quiet=False):
    """Runs the commands in turn, A B C A B C; returns the rounds by the commands' names.

    A command that fails is left out of the rest with a note. A round in which other processes
    took cpu is run again, at most twice.
    """
    runs = settings.RUNS if runs is None else runs
    Idleness.wait(case)
    found = {command.name: [] for command in commands}
    notes, sizes, left = [], {}, list(commands)
    for _ in range(runs):
        for attempt in range(REPEATS + 1):
            once = {}
            for command in list(left):
                try:
                    once[command.name] = command.run()
                    sizes[command.name] = command.size()
                except Failed as failure:
                    say(f"    left out: {failure}")
                    notes.append(str(failure))
                    left.remove(command)
                remove(command.output)
            if not any(run.disturbed for run in once.values()) or attempt == REPEATS:
                break
        for name, run in once.items():
            found[name].append(run)
    for command in commands:
        if command not in left:
            del found[command.name]
    case = Case(case, found, sizes, notes)
    if not quiet:
        case.say()
    return case


class Case:
    """The rounds of one comparison."""

    def __init__(self, name, runs, sizes, notes):
        self.name, self.runs, self.sizes, self.notes = name, runs, sizes, notes

    def say(self):
        for command in self.runs:
            say(f"    {command:<44}{self.line(command)}")

    def join(self, other):
        """The commands of another case on the same data, which ran by themselves."""
        self.runs.update(other.runs)
        self.sizes.update(other.sizes)
        self.notes += other.notes
        return self

    def line(self, command):
        return (f"cpu {self.median(command, 'cpu'):7.3f}  wall {self.median(command, 'wall'):7.3f}"
                f"  peak {self.median(command, 'peak'):7.1f} MiB")

    def median(self, command, what):
        return statistics.median(getattr(run, what) for run in self.runs[command])

    def ratio(self, ours, theirs, what):
        """The median of the ratios of paired runs; None where one of the two was left out."""
        if ours not in self.runs or theirs not in self.runs:
            return None
        return statistics.median(
            getattr(a, what) / max(getattr(b, what), 1e-6)
            for a, b in zip(self.runs[ours], self.runs[theirs]))

    def record(self):
        return {
            "name": self.name, "notes": self.notes,
            "commands": {
                name: {
                    "cpu": self.median(name, "cpu"), "wall": self.median(name, "wall"),
                    "peak": max(run.peak for run in runs), "bytes": self.sizes.get(name, 0),
                    "runs": len(runs), "disturbed": sum(run.disturbed for run in runs),
                    "all": [[run.cpu, run.wall, run.peak] for run in runs],
                } for name, runs in self.runs.items()},
        }


def output_of(*line):
    """What a command prints, without line ends; empty where there is no such command."""
    try:
        run = subprocess.run(line, capture_output=True, text=True, cwd=settings.ROOT)
        return run.stdout.strip() or run.stderr.strip()
    except OSError:
        return ""


def first_match(pattern, text):
    found = re.search(pattern, text)
    return found.group(1) if found else ""


def say(text):
    print(text, flush=True)
