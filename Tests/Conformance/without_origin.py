"""Prints an observation file without the columns that say where a figure came from."""
import csv
import sys

ORIGIN = {"source_file", "source_sha256", "source_sheet", "source_cell", "source_text"}

with open(sys.argv[1], encoding="utf-8", newline="") as source:
    rows = csv.DictReader(source)
    kept = [name for name in rows.fieldnames if name not in ORIGIN]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(kept)
    for row in rows:
        out.writerow([row[name] for name in kept])
