"""15. Long fields are linear, and the memory of `units map` is flat in the number of figures."""
import itertools, os
from lab import GOOD, MIB, read

WHAT = "a breakdown of 100,000 parts; memory of a million figures"
#: A full run maps 300,000 and 1,000,000 figures, a short one a tenth more than is needed to see growth.
SIZES, FULL = (100_000, 300_000), (300_000, 1_000_000)
SECONDS, BYTES, GROWTH = 5, 400 * MIB, 1.3


def run(lab):
    folder = lab.fresh()
    lab.run("import", lab.sample("clean"), "-o", "base.csv", cwd=folder)
    lines = read(os.path.join(folder, "base.csv")).decode().splitlines()
    parts(lab, folder, lines)
    growth(lab, folder, lines)


def parts(lab, folder, lines):
    head, row = lines[0], next(line for line in lines[1:] if "circumstance=" in line).split(",")
    for what, breakdown in {
        "different parts": ";".join(f"b{number}=c{number}" for number in range(100_000)), "one part again and again": ";".join(["sex=male"] * 100_000),
        "parts without a value": "a;" * 100_000, "only marks": ";=" * 100_000, "one part of 1 MB": "sex=" + "m" * 1_000_000, "falling parts": ";".join(f"b{number}=c" for number in range(100_000, 0, -1)),
    }.items():
        fields = list(row)
        fields[5] = breakdown
        lab.put(os.path.join(folder, "parts.csv"), "\n".join([head, lines[1], ",".join(fields)]) + "\n")
        keys = ("set", "form", "form_version", "indicator", "measure", "breakdown", "unit", "period", "value", "status")
        pairs = [f'"{key}":{value}' if key in ("form_version", "value") else f'"{key}":"{value}"' for key, value in zip(keys, fields)]
        lab.put(os.path.join(folder, "parts.jsonl"), "{" + ",".join(pairs) + "}\n")
        for name in ("parts.csv", "parts.jsonl")[: 2 if "different" in what else 1]:
            for line in (["export", name, "-o", "e.xlsx", "--force"], ["units", "map", name, "--to", "2026", "-o", "m.csv", "--force"]):
                run = lab.run(*line, cwd=folder, timeout=SECONDS + 3)
                lab.check(run.code in (0, 1, 3, 65), f"{what}, {line[0]} {name}: {run}")
                lab.check(run.seconds < SECONDS, f"{what}, {line[0]} {name}: {run.seconds:.1f} s")


def growth(lab, folder, lines):
    """The same figures for more and more years and units, sorted as the program sorts them and not."""
    peaks = {}
    sizes = FULL if lab.kills >= 200 else SIZES
    rows = [line.split(",", 8) for line in lines[1:] if ",21548,2025," in line and '"' not in line]
    units = ["03390", "03394", "03397", "03400", "25327", "25330", "25339", "25342", "25345", "25348"]
    for size in sizes:
        path = os.path.join(folder, "many.csv")
        count = 0
        with open(path, "w", encoding="utf-8") as file:
            file.write(lines[0] + "\n")
            for year, unit in itertools.product(range(2024, 1900, -1), units):
                for row in rows:
                    file.write(",".join([*row[:6], unit, str(year), row[8]]) + "\n")
                    count += 1
                    if count == size:
                        break
                if count == size:
                    break
        for what, line in {"map": ["units", "map", "many.csv", "--to", "2024-12-31"]}.items():
            run = lab.run(*line, "-o", "m.csv", "--force", cwd=folder, timeout=400)
            told = f"units {what} of {count} figures"
            lab.check(run.code in GOOD and count == size, f"{told}: {run}")
            lab.check(run.peak < BYTES, f"{told}: {run.peak // MIB} MiB")
            lab.note(f"{told}: {run.seconds:.1f} s, {run.peak // MIB} MiB")
            peaks.setdefault(what, []).append(run.peak)
        os.unlink(path)
    for what, found in peaks.items():
        lab.check(found[1] < GROWTH * found[0], f"units {what}: {found[1] / max(1, found[0]):.2f} times the memory for {sizes[1] / sizes[0]:.1f} times the figures")
