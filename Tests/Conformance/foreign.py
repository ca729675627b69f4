"""Workbooks by eight foreign writers, read by bieu and by others: every difference has a name.

Usage: foreign.py BIEU FOLDER [--keep]. Makes the workbooks in FOLDER, then
1. compares bieu's dump of each, cell by cell, with what openpyxl and python-calamine read;
2. compares bieu's dump with its dump of LibreOffice's re-save;
3. converts each to XLSX, ODS and FODS by bieu and compares the dumps.
A difference that no rule of foreign_rules explains is printed and fails.
"""
import collections
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import foreign_rules
from comparison import Comparison, resave
from foreign_readers import by_bieu, by_calamine, by_openpyxl
from foreign_writers import make


def against_readers(dumps):
    result = Comparison("bieu against openpyxl and python-calamine", foreign_rules.READERS)
    for path, (cells, formulas) in dumps.items():
        label = f"{path.parent.name}/{path.name}"
        context = {"path": path, "merged": set()}
        if path.suffix == ".xlsx":
            theirs, theirs_formulas, context["merged"] = by_openpyxl(path)
            result.compare(label, "openpyxl", cells, theirs, context)
            result.compare(label, "openpyxl's formulas", formulas, theirs_formulas, context)
        # calamine allocates a sheet's whole extent, and knows neither FODS nor pretty-printed ODS.
        skipped = path.stem == "thưa" or path.suffix == ".fods" or label.startswith("gnumeric/")
        if not skipped or (label.startswith("gnumeric/") and path.suffix == ".xlsx"):
            result.compare(label, "calamine", cells, by_calamine(path), context)
    return result.report()


def resave_all(folder, paths, suffix):
    """LibreOffice's re-saves of workbooks under another suffix, by source."""
    made = {}
    by_folder = collections.defaultdict(list)
    for path in paths:
        by_folder[path.parent].append(path)
    for parent, sources in by_folder.items():
        made |= resave(sources, folder / "resaved" / parent.name, suffix)
    return made


def against_resaves(bieu, folder, dumps):
    result = Comparison("bieu's dump against that of LibreOffice's re-save", foreign_rules.RESAVED)
    sources = [path for path in dumps if path.stem != "thưa"]
    copies = resave_all(folder, [path for path in sources if path.suffix == ".xlsx"], "ods")
    copies |= resave_all(folder, [path for path in sources if path.suffix != ".xlsx"], "xlsx")
    for path, copy in copies.items():
        try:
            theirs, _ = by_bieu(bieu, copy)
        except RuntimeError as error:
            result.fail(error)
            continue
        label = f"{path.parent.name}/{path.name}"
        context = {"path": path, "formulas": dumps[path][1]}
        result.compare(label, copy.suffix[1:], dumps[path][0], theirs, context)
    return result.report()


def against_ourselves(bieu, dumps):
    result = Comparison("written by bieu and read again", foreign_rules.ROUND_TRIPS)
    for path, (cells, formulas) in dumps.items():
        label = f"{path.parent.name}/{path.name}"
        for suffix in ("xlsx", "ods", "fods"):
            with tempfile.TemporaryDirectory() as folder:
                out = pathlib.Path(folder, f"{path.stem}.{suffix}")
                run = subprocess.run(
                    [bieu, "convert", "--quiet", str(path), "-o", str(out)], capture_output=True)
                if run.returncode != 0:
                    result.fail(f"{label} to {suffix}: {run.stderr.decode().strip()}")
                    continue
                again, again_formulas = by_bieu(bieu, out)
            result.compare(label, suffix, cells, again, {"path": path})
            result.compare(label, f"{suffix}'s formulas", formulas, again_formulas, {"path": path})
    return result.report()


def main():
    warnings.simplefilter("ignore")
    bieu, folder = os.path.realpath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    if "--keep" not in sys.argv:
        make(folder)
    foreign = [path for path in sorted(folder.glob("*/*"))
               if path.suffix in (".xlsx", ".ods", ".fods") and path.parent.name != "resaved"]
    samples = [path for path in sorted(pathlib.Path("Samples/clean").iterdir())
               if path.suffix in (".xlsx", ".ods")]
    dumps = {path: by_bieu(bieu, path) for path in foreign + samples}
    print(f"{len(foreign)} workbooks by foreign writers, {len(samples)} samples")
    failures = against_readers(dumps)
    failures += against_resaves(bieu, folder, dumps)
    failures += against_ourselves(bieu, dumps)
    sys.exit(1 if failures else 0)


main()
