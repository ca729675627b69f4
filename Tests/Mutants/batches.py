"""Writes mutants in folders of some hundreds, lets the program check each folder, and judges what it said."""
import json, multiprocessing, os, shutil, subprocess

from mutants import unit

SIZE = 500
WORLD = BIEU = LAB = FAIR = None


def begin(world, bieu, lab, fair=None):
    global WORLD, BIEU, LAB, FAIR
    WORLD, BIEU, LAB, FAIR = world, os.path.realpath(bieu), lab, fair


def checked(folder, templates):
    """The findings of each file of a folder, by its name, in the program's order."""
    done = subprocess.run(
        [BIEU, "check", folder, "--format", "json", "--quiet", "-j", "1", "--templates", templates],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found, outcomes = {}, {}
    for line in done.stdout.splitlines():
        item = json.loads(line)
        if item["type"] == "finding":
            found.setdefault(os.path.basename(item["file"]), []).append(item)
        elif item["type"] == "file":
            outcomes[os.path.basename(item["file"])] = item["outcome"]
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{folder}: exit code {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return found, outcomes


def batch(task):
    number, mutants = task
    folder = os.path.join(LAB, f"batch-{number}")
    os.makedirs(folder)
    names = []
    for place, mutant in enumerate(mutants):
        name = f"{place:05d}.{mutant.format}"
        WORLD.books[mutant.format, mutant.totals].write(os.path.join(folder, name), unit(place), mutant.changed)
        names.append(name)
    found, outcomes = checked(folder, os.path.join(LAB, "templates"))
    shutil.rmtree(folder)
    return number, [
        (judged(mutant, found.get(name, [])), found.get(name, [])) if name in outcomes else (None, []) for name, mutant in zip(names, mutants)]


def judged(mutant, findings):
    cell_at = WORLD.books[mutant.format, mutant.totals].cell_at
    forms = {} if mutant.format != "csv" else {finding.get("sheet"): mutant.form() for finding in findings}
    for finding in findings:
        for other in finding.get("related") or []:
            if mutant.format == "csv":
                forms[other.get("sheet")] = mutant.form()
    verdict = WORLD.judge.judge(WORLD.values, mutant.changed, mutant.culprits, findings, cell_at, forms)
    return verdict | {"alike": len((FAIR.alike(mutant) if FAIR and findings else None) or [None])}


def all_of(mutants, jobs, told=lambda done: None):
    """(mutant, judgement, findings) of every mutant, in order."""
    tasks = [(number, mutants[start:start + SIZE]) for number, start in enumerate(range(0, len(mutants), SIZE))]
    results = {}
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for number, outcome in pool.imap_unordered(batch, tasks):
            results[number] = outcome
            told(sum(len(done) for done in results.values()))
    together = [one for number in sorted(results) for one in results[number]]
    return [(mutant, judgement, findings) for mutant, (judgement, findings) in zip(mutants, together)]
