"""9. Codes in templates that become names have a grammar: lint says so, and nothing is written outside."""
import os, re, shutil
from lab import read, snapshot, tree

WHAT = "hostile codes in templates and figures"
CODES = ["../../ESC", "../ESC", "/tmp/ESC", "a/b", "ESC/", "..", ".", "", "a\\\\b/../ESC", "A\\u0000B", "A\\nB", "A\\tB", "A\\u202EB", "x" * 300, "A:B/../../ESC", " ", "con\\u001b[2J"]


def run(lab):
    for number, code in enumerate(CODES):
        quoted = f'"{code}"'
        for what, file, pattern, replacement in (
            # Nothing else points at TE-06, so that lint has nothing but the code itself to find.
            ("form", "tt13-2021/forms/TE-06.yml", r"(?m)^form: .*$", f"form: {quoted}"), ("set", "tt13-2021/set.yml", r"(?m)^set: .*$", f"set: {quoted}"),
            ("register form", "tt13-2021/forms/DS-01.yml", r"(?m)^form: .*$", f"form: {quoted}"), ("mapping", "legacy/te-hcdb-2012.yml", r"(?m)^mapping: .*$", f"mapping: {quoted}"),
            ("symbol", "tt13-2021/forms/TE-05.yml", r"(?m)^version: .*$", f"version: {quoted}"),
        ):
            template(lab, f"{what} {code[:20]}", {file: (pattern, replacement)})
        if number < 5 or code == "..":
            raw = code.replace("\\\\", "\\")
            template(lab, f"unit {code[:20]}", {name: (r"\b03394\b", raw) for name in ("units/12-lai-chau.csv", "units/successions/12-lai-chau.csv")})
            template(lab, f"indicator {code[:20]}", {"tt13-2021/indicators.csv": (r'(?m)^(I,V,("[^"]*"|[^,]*)),0501,', rf"\1,{raw},"),
                                                     "tt13-2021/forms/TE-05.yml": (r"I:0501", f"I:{raw}")})
            template(lab, f"category {code[:20]}", {"tt13-2021/breakdowns.csv": (r"(?m)^(sex,[^,]*,exhaustive),male,", rf"\1,{raw},")}, is_name=False)
    figures(lab)


def template(lab, told, changes, is_name=True):
    """Templates with one thing changed: lint must end with 78, and no command writes beside its output."""
    folder = lab.fresh("t")
    inner = os.path.join(folder, "deep", "deeper", "here")
    templates = os.path.join(inner, "Templates")
    shutil.copytree(lab.templates, templates)
    for name, (pattern, replacement) in changes.items():
        path = os.path.join(templates, name)
        text = read(path).decode()
        new = re.sub(pattern, lambda match: replacement.replace("\\1", match[1]) if "\\1" in replacement else replacement, text)
        lab.check(new != text, f"{told}: the harness changed nothing in {name}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(new)
    env = {"BIEU_TEMPLATES": templates}
    run = lab.run("template", "lint", env=env, cwd=inner)
    if is_name:
        lab.check(run.code == 78, f"{told}: lint ends with {run.code}")
    os.makedirs(os.path.join(inner, "out"))
    outside = everything(folder)
    tmp = set(os.listdir("/tmp"))
    if "form" in told or "symbol" in told or "set" in told:
        lines = [["template", "build", "-o", "out/a"], ["export", "-o", "out/b/", "--unit", "03394", "--period", "2024"]]
    else:
        lines = [["export", "-o", "out/b/", "--unit", "03394", "--period", "2024", "--form", "TE-05"], ["migrate", lab.sample("legacy"), "-o", "out/m"]]
    for line in lines:
        run = lab.run(*line, env=env, cwd=inner)
        lab.check(run.code in (0, 1, 3, 64, 65, 66, 73, 78), f"{told}, {line[0]}: {run}")
    lab.check(everything(folder) == outside, f"{told}: written outside: {sorted(set(everything(folder)) ^ set(outside))[:3]}")
    escaped = [name for name in set(os.listdir("/tmp")) - tmp if "ESC" in name]
    lab.check(not escaped, f"{told}: written to /tmp: {escaped}")
    for name in escaped:
        os.unlink(os.path.join("/tmp", name))
    shutil.rmtree(folder)


def everything(folder):
    """What is below a folder, but for what is in the place that outputs are for."""
    return {name: entry for name, entry in snapshot(folder).items() if "/out/" not in name and not name.startswith(".out")}


def figures(lab):
    """Units, periods and forms of an observations file become names too."""
    base = lab.fresh("figures")
    lab.run("import", lab.sample("clean"), "-o", "f.csv", cwd=base)
    lines = read(os.path.join(base, "f.csv")).decode().splitlines()
    head, rows = lines[0], [line for line in lines[1:] if ",TE-05," in line][:20]
    for column, name in ((6, "unit"), (7, "period"), (1, "form"), (0, "set")):
        for code in ("../../ESC", "/tmp/ESC", "..", "a/../../../ESC", "A\x01B", "x" * 300):
            folder = lab.fresh("f")
            inner = os.path.join(folder, "deep", "deeper", "here")
            changed = []
            for row in rows:
                fields = row.split(",")
                fields[column] = code
                changed.append(",".join(fields))
            lab.put(os.path.join(inner, "f.csv"), "\n".join([head, *changed]) + "\n")
            os.makedirs(os.path.join(inner, "out"))
            before = everything(folder)
            for line in (["export", "f.csv", "-o", "out/"], ["export", "f.csv", "-o", "out/e/", "--to", "ods"], ["units", "map", "f.csv", "--to", "2026", "-o", "out/u.csv"]):
                run = lab.run(*line, cwd=inner)
                lab.check(run.code in (0, 1, 3, 64, 65, 66, 73), f"{name} {code[:12]!r} in figures, {line[0]}: {run}")
            for option in ([["--unit", code], ["--period", code], ["--form", code]][column % 3],):
                run = lab.run("export", "-o", "out/o/", "--unit", "03394", "--period", "2024", *option, cwd=inner)
                lab.check(run.code in (0, 1, 3, 64, 65, 66, 73), f"{option[0]} {code[:12]!r}: {run}")
            lab.check(everything(folder) == before, f"{name} {code[:12]!r} in figures: written outside")
            lab.check(not any("ESC" in name for name in os.listdir("/tmp")), f"{name} {code[:12]!r} in figures: written to /tmp")
            shutil.rmtree(folder)
