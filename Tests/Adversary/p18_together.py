"""18. Two runs at once: one rule. Whole results of one of them, 73 for the other where the rule says so, never a mixture."""
import os, shutil, subprocess, time
import data
from lab import GOOD, read, tree, wait

WHAT = "concurrent runs"


def run(lab):
    imports(lab)
    readers(lab)
    migrations(lab)


def both(lab, folder, lines, pause=0.0):
    """Starts runs almost at once; their exit codes and what they said."""
    started = []
    for number, line in enumerate(lines):
        err = open(os.path.join(folder, f".err{number}"), "w+b")
        started.append((lab.start(*line, cwd=folder, stdout=subprocess.DEVNULL, stderr=err), err))
        time.sleep(pause)
    codes = []
    for process, err in started:
        codes.append(wait(process, 60)[0])
        err.close()
    return codes, [read(os.path.join(folder, f".err{number}")).decode("utf-8", "replace")[-150:] for number in range(len(lines))]


def imports(lab):
    """Two imports to one output: without --force one wins and the other ends with 73."""
    folder = lab.fresh("imports")
    results = []
    for number, source in enumerate(("phong-tho-2025.xlsx", "ly-son-2025.xlsx")):
        lab.run("import", lab.sample("clean/" + source), "-o", f"right{number}.csv", cwd=folder)
        lab.run("convert", lab.sample("clean/" + source), "-o", f"right{number}.ods", cwd=folder)
        results.append({"csv": read(os.path.join(folder, f"right{number}.csv")), "ods": read(os.path.join(folder, f"right{number}.ods"))})
    seen = {}
    for number in range(max(10, lab.changes)):
        for command, suffix in (("import", "csv"), ("convert", "ods")):
            for force in ([], ["--force"]):
                output = os.path.join(folder, "o." + suffix)
                os.path.exists(output) and os.unlink(output)
                lines = [[command, lab.sample("clean/" + source), "-o", "o." + suffix, *force] for source in ("phong-tho-2025.xlsx", "ly-son-2025.xlsx")]
                codes, said = both(lab, folder, lines, lab.chance.choice([0, 0, 0.005, 0.02, 0.1]))
                told = f"two {command}s {' '.join(force)}"
                found = read(output) if os.path.exists(output) else b""
                lab.check(found in [result[suffix] for result in results], f"{told}: {len(found)} bytes that are of neither")
                if force:
                    lab.check(codes == [0, 0], f"{told}: {codes} {said}")
                else:
                    lab.check(sorted(codes) == [0, 73], f"{told}: {codes} {said}")
                    lab.check(73 not in codes or found == results[codes.index(0)][suffix], f"{told}: the output is not the winner's")
                strays = [name for name in os.listdir(folder) if name not in (".err0", ".err1", "o.csv", "o.ods") and not name.startswith("right")]
                lab.check(not strays, f"{told}: strays {strays}")
                seen[tuple(codes)] = seen.get(tuple(codes), 0) + 1
    lab.note(f"two at once ended with {seen}")


def readers(lab):
    """Somebody reads a file that somebody else writes again and again."""
    folder = lab.fresh("readers")
    for number, sex in enumerate(("Nam", "Nữ")):
        data.big_file(lab, os.path.join(folder, f"s{number}.csv"), "csv", True, sex, number)
    lines = {"check": ["check", "out.xlsx"], "inspect": ["inspect", "out.xlsx", "--format", "json"], "import": ["import", "out.xlsx", "-o", "i.csv", "--force"]}
    whole = {name: set() for name in lines}
    for number in (0, 1):
        lab.run("convert", f"s{number}.csv", "-o", "out.xlsx", "--force", "--level", "1", cwd=folder)
        for name, line in lines.items():
            run = lab.run(*line, cwd=folder)
            whole[name].add(read(os.path.join(folder, "i.csv")) if name == "import" else run.out)
    script = f'while :; do for n in 0 1; do "$0" convert s$n.csv -o out.xlsx --force --level 1 --quiet; done; done'
    writer = subprocess.Popen(["sh", "-c", script, lab.bieu], cwd=folder, env=lab.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for number in range(max(12, lab.changes)):
            for name, line in lines.items():
                run = lab.run(*line, cwd=folder)
                lab.check(run.code in (0, 1, 3), f"{name} while convert writes: {run}")
                if run.code == 3:
                    lab.check("zip" not in run.said, f"{name} while convert writes: half a file: {run}")
                else:
                    came = read(os.path.join(folder, "i.csv")) if name == "import" else run.out
                    lab.check(came in whole[name], f"{name} while convert writes: a result of neither file")
    finally:
        os.killpg(writer.pid, 9)
        writer.wait()


def migrations(lab):
    """Two migrations of one folder: one is right, one ends with 73; forgetting while one runs does too."""
    folder = lab.fresh("migrations")
    for number in range(12):
        lab.put(os.path.join(folder, "in", f"{number}.csv"), data.legacy_register([data.Child(n, "z" + chr(97 + number)) for n in range(400)], str(2010 + number)))
        lab.put(os.path.join(folder, "other", f"{number}.csv"), data.matrix(2010 + number))
    right = {}
    for source in ("in", "other"):
        lab.run("migrate", source, "-o", "right-" + source, cwd=folder)
        right[source] = tree(os.path.join(folder, "right-" + source), hidden=False)
    seen = {}
    out = os.path.join(folder, "out")
    for number in range(max(8, lab.changes)):
        sources = ["in", ("in", "other")[number % 2]]
        shutil.rmtree(out, ignore_errors=True)
        codes, said = both(lab, folder, [["migrate", source, "-o", "out", "--quiet"] for source in sources], lab.chance.choice([0, 0.01, 0.05, 0.2]))
        told = f"two migrations of {' and '.join(sources)}"
        found = tree(out, hidden=False)
        lab.check(all(code in (*GOOD, 73) for code in codes) and any(code in GOOD for code in codes), f"{told}: {codes} {said}")
        ended = [source for source, code in zip(sources, codes) if code in GOOD]
        lab.check(any(found == right[source] for source in ended), f"{told}: {codes}, results of neither")
        lab.check(len(set(sources)) == 1 or codes.count(73) == 1, f"{told}: {codes}, one was replaced in silence")
        lab.check(all("73" != str(code) or text.strip() for code, text in zip(codes, said)), f"{told}: refused without a word")
        seen[tuple(codes)] = seen.get(tuple(codes), 0) + 1
    lab.note(f"two migrations ended with {seen}")
    shutil.rmtree(out, ignore_errors=True)
    forgetting(lab, folder, out, right["in"])


def forgetting(lab, folder, out, right):
    if lab.run("migrate", "forget", "right-in", "--source", "11.csv", cwd=folder).code != 0:
        return lab.check(False, "there is no `migrate forget` to run beside a migration")
    for _ in range(max(5, lab.changes // 2)):
        lab.run("migrate", "in", "-o", "out", "--quiet", cwd=folder)
        lab.put(os.path.join(folder, "in", "more.csv"), data.legacy_register([data.Child(n, "zz") for n in range(400)], "2009"))
        codes, said = both(lab, folder, [["migrate", "in", "-o", "out", "--quiet"], ["migrate", "forget", "out", "--source", "3.csv"]], lab.chance.choice([0, 0.01, 0.03]))
        lab.check(all(code in (*GOOD, 73) for code in codes) and any(code in GOOD for code in codes), f"forget beside migrate: {codes} {said}")
        register = read(os.path.join(out, "register.csv"))
        left = register.count(b",3.csv,")
        all_of_it = right["register.csv"].count(b",3.csv,")
        lab.check(left in (0, all_of_it), f"forget beside migrate: {left} rows of {all_of_it} are left")
        lab.check(codes[1] != 73 or left == all_of_it, "forget was refused, and forgot")
        os.unlink(os.path.join(folder, "in", "more.csv"))
        lab.run("migrate", "in", "-o", "out", "--quiet", cwd=folder)
        lab.check(tree(out, hidden=False) == right, "forget beside migrate: the later run differs")
