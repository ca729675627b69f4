"""The most telling failures, each with its file, so that one can look: out/mutants/*.json and out/mutants/files."""
import json, os, shutil

from formulas import name_of
from mutants import unit

GROUPS = {
    "unnamed": lambda one: one["detected"] and not one["named"],
    "not-first": lambda one: one["detected"] and not one["first"],
    "not-three": lambda one: one["detected"] and one["named"] and not one["three"],
    "missed": lambda one: not one["detected"] and one["breaks"],
    "false": lambda one: one["false"],
    "many": lambda one: one["findings"] > 2,
}
MOST = 40


def told(world, mutant, findings):
    places = world.books[mutant.format, mutant.totals].places
    def cells(values):
        return [
            {"form": cell[0], "cell": name_of(*places[cell]), "code": cell[1], "column": cell[2], "was": world.values[cell], "is": value}
            for cell, value in values.items()]
    return {
        "format": mutant.format, "totals": mutant.totals, "kind": mutant.kind, "culprits": cells(mutant.typed),
        "totals-changed": cells({cell: value for cell, value in mutant.changed.items() if cell not in mutant.typed}),
        "findings": [
            {"cell": f"{one['sheet']}!{one['cell']}", "code": one["code"], "rule": one["rule"], "severity": one["severity"],
             "related": [f"{other['sheet']}!{other['cell']}" for other in one.get("related") or []], "message": one["message"]}
            for one in findings]}


def write(world, results, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "files"))
    for totals in ("typed", "live", "sums"):
        for group, wanted in GROUPS.items():
            fitting = [one for one in results if one[0].totals == totals and one[1] and wanted(one[1])]
            if group == "many":
                fitting.sort(key=lambda one: -one[1]["findings"])
            examples = []
            for place, (mutant, _, findings) in enumerate(spread(fitting)):
                name = f"{totals}-{group}-{place:02d}.{mutant.format}"
                world.books[mutant.format, mutant.totals].write(os.path.join(folder, "files", name), unit(place), mutant.changed)
                examples.append({"file": f"files/{name}"} | told(world, mutant, findings))
            if examples:
                with open(os.path.join(folder, f"{totals}-{group}.json"), "w", encoding="utf-8") as file:
                    json.dump({"of": len(fitting), "examples": examples}, file, ensure_ascii=False, indent=1)


def spread(fitting):
    """Some of each kind and form, XLSX first: at most MOST."""
    seen, chosen = {}, []
    for one in sorted(fitting, key=lambda one: one[0].format != "xlsx"):
        key = one[0].form(), one[0].kind
        seen[key] = seen.get(key, 0) + 1
        chosen.append((seen[key], len(chosen), one))
    return [one for _, _, one in sorted(chosen, key=lambda entry: entry[:2])][:MOST]
