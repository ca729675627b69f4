"""Where everything lies and how large a run is: the full one, or a quick one to try the harness."""

import os

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
HERE = os.path.join(ROOT, "Tests", "Benchmarks")
QUICK = os.environ.get("BENCH_QUICK", "") not in ("", "0")
RUNS = max(1, int(os.environ.get("BENCH_RUNS", "2" if QUICK else "5")))
"""Rounds of every comparison; the slow peers run once in any case."""

OUT = os.path.join(ROOT, "out", "bench")
DATA = os.path.join(OUT, "data-quick" if QUICK else "data")
TOOLS = os.path.join(OUT, "tools")
SCRATCH = os.path.join(OUT, "scratch")
RESULTS = os.path.join(OUT, "results-quick.json" if QUICK else "results.json")
# A quick run must not replace the figures of a full one.
README = os.path.join(OUT, "quick", "README.md") if QUICK else os.path.join(HERE, "README.md")
CHART = os.path.join(os.path.dirname(README), "growth.svg")
LEAST_FOREIGN = 0.1
"""Seconds of cpu of other processes beside one run that are noise of the clock."""

BIEU = os.path.join(ROOT, ".build", "release", "bieu")
SAMPLE_MAKER = os.path.join(ROOT, ".build", "release", "SampleMaker")
MICRO = os.path.join(ROOT, ".build", "release", "Micro")
TEMPLATES = os.path.join(ROOT, "Templates")
PYTHON = os.path.join(TOOLS, "venv", "bin", "python")

SEED = 20260907
REGISTER = 20_000 if QUICK else 200_000
LARGE = 100_000 if QUICK else 1_000_000
FORMS = 200 if QUICK else 1_000
FINDINGS = 10_000 if QUICK else 100_000
FINDINGS_A_FILE = 1_000 if QUICK else 10_000

GROWTH_ROWS = [1_000, 10_000, 60_000] if QUICK else [1_000, 10_000, 100_000, 1_048_576]
GROWTH_FILES = [1, 10, 100, 200] if QUICK else [1, 10, 100, 1_000, 10_000]
GROWTH_FINDINGS = [1, 10, 100, 1_000, 10_000] + ([] if QUICK else [100_000])
