"""What the comparisons of workbooks share: counting differences by rule, and LibreOffice's re-saves."""
import collections
import pathlib
import subprocess
import tempfile


class Comparison:
    """Counts files, cells and explained differences, and prints the others."""

    def __init__(self, title, rules):
        self.title, self.rules = title, rules
        self.cells = self.failures = 0
        self.files = collections.Counter()
        self.used = collections.Counter()

    def compare(self, label, reader, ours, theirs, context):
        self.files[reader] += 1
        self.cells += len(ours)
        shown = 0
        for place in sorted(set(ours) | set(theirs)):
            a, b = ours.get(place), theirs.get(place)
            if a == b:
                continue
            known = next(
                (rule for rule in self.rules
                 if rule.explains(reader, a, b, {**context, "place": place})), None)
            if known:
                self.used[known.name] += 1
                continue
            self.failures += 1
            shown += 1
            if shown <= 5:
                print(f"DIFFERENT: {label}, {reader}, {place}: bieu {a!r:.80}, {reader} {b!r:.80}")

    def fail(self, message):
        self.failures += 1
        print(f"FAILED: {message}")

    def report(self):
        files = ", ".join(f"{count} with {reader}" for reader, count in self.files.items())
        print(f"== {self.title}: {self.cells} cells compared ({files})")
        for name, count in self.used.most_common():
            print(f"   {count:6} explained by: {name}")
        print(f"   {self.failures:6} not explained")
        return self.failures


def resave(paths, out, target):
    """LibreOffice saves workbooks again, under a profile of its own; returns where each should be."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
             "--convert-to", target, "--outdir", str(out), *map(str, paths)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    suffix = target.split(":")[0]
    return {path: pathlib.Path(out, f"{path.stem}.{suffix}") for path in paths}
