"""What was to be reached, row by row, and what was measured for it."""

from cases import (CALAMINE_1, CALAMINE_2, CALAMINE_2T, CHECK, DEFAULT, IMPORT_2, LEVEL_6,
                   LEVEL_6_ODS, LXW_CONSTANT, LXW_MEMORY, OURS_1, OURS_2, VERSION)

CSV, PARSE, POLARS = ("calamine iter_rows + csv", "calamine parse only",
                      "polars read_excel + write_csv")


def judged(text, measured, bound, unit="", least=False):
    """A row: what, its bound, what was measured, whether that is enough (None: not measured)."""
    met = None if measured is None else measured >= bound if least else measured <= bound
    shown = None if measured is None else show(measured, unit)
    if unit in ("", "x") and shown == show(bound, unit):
        shown = f"{measured:.4f}{unit}"
    return {"what": text, "bound": ("at least " if least else "at most ") + show(bound, unit),
            "measured": shown, "met": met}


def remark(text, measured):
    """A ratio that stands beside a target and has none itself."""
    return {"what": text, "bound": None, "met": None,
            "measured": None if measured is None else show(measured, "x")}


def show(number, unit):
    if unit == "":
        return f"{number:.2f}"
    if unit == "x":
        return f"{number:.2f}x"
    return f"{number:,.0f} {unit}" if number >= 100 else f"{number:.3g} {unit}"


def rows(cases, micro):
    """The table of targets from the cases and the lines of the micro-benchmarks."""
    def ratio(case, ours, theirs, what):
        return cases[case].ratio(ours, theirs, what) if case in cases else None

    def value(case, command, what, scale=1.0):
        if case not in cases or command not in cases[case].runs:
            return None
        return cases[case].median(command, what) * scale

    def peak(case):
        found = [run.peak for name in (OURS_1, OURS_2) if case in cases
                 for run in cases[case].runs.get(name, [])]
        return max(found, default=None)

    def speed(name, scale):
        found = micro.get(name, "").split()
        return float(found[0]) * scale if found else None

    def inverse(number):
        return 1 / number if number else None

    xlsx, inline, write = "XLSX to CSV, shared strings", "XLSX to CSV, inline strings", \
        "CSV to XLSX and ODS"
    ods = next((name for name in cases if name.startswith("ODS to CSV, by")), "")
    two = best_of_two(cases)
    sizes = cases[write].sizes if write in cases else {}
    size = sizes[LEVEL_6] / sizes[LXW_MEMORY] if LXW_MEMORY in sizes and LEVEL_6 in sizes else None
    return [
        judged("XLSX -> CSV, cpu, of calamine iter_rows + csv",
               ratio(xlsx, OURS_1, CSV, "cpu"), 0.40),
        judged("XLSX -> CSV, cpu, of calamine parse only",
               ratio(xlsx, OURS_1, PARSE, "cpu"), 0.60),
        judged("XLSX -> CSV, wall with two cores, of polars",
               ratio(xlsx, OURS_2, POLARS, "wall"), 0.45),
        judged("XLSX -> CSV, inline strings, cpu, of polars",
               ratio(inline, OURS_1, POLARS, "cpu"), 0.70),
        judged("XLSX -> CSV, peak, register", peak(xlsx), 64, "MiB"),
        judged("XLSX -> CSV, peak, large", peak("XLSX to CSV, large"), 96, "MiB"),
        judged("ODS -> CSV, cpu, of calamine + csv", ratio(ods, OURS_1, CSV, "cpu"), 0.60),
        judged("ODS -> CSV, peak, register", peak(ods), 64, "MiB"),
        judged("CSV -> XLSX, zlib 6, cpu, of libxlsxwriter in memory",
               ratio(write, LEVEL_6, LXW_MEMORY, "cpu"), 0.62),
        judged("CSV -> XLSX, zlib 6, size, of libxlsxwriter in memory", size, 1.00),
        judged("CSV -> XLSX, default level, wall with two cores, of libxlsxwriter constant_memory",
               ratio(write, DEFAULT, LXW_CONSTANT, "wall"), 0.35),
        judged("CSV -> ODS, cpu, of our own CSV -> XLSX at the same level",
               ratio(write, LEVEL_6_ODS, LEVEL_6, "cpu"), 1.6),
        *(row for suffix in ("XLSX", "ODS") for row in (
            judged(f"forms {suffix} -> CSV, one thread, of calamine on one thread",
                   inverse(ratio(f"forms, {suffix}", OURS_1, CALAMINE_1, "wall")), 1.6, "x", True),
            judged(f"forms {suffix} -> CSV, two threads, of calamine on one thread",
                   inverse(ratio(f"forms, {suffix}", OURS_2, CALAMINE_1, "wall")), 2.8, "x", True),
            remark(f"forms {suffix} -> CSV, both on two cores (calamine's better way)",
                   inverse(ratio(f"forms, {suffix}", OURS_2, two[suffix], "wall"))),
            judged(f"forms {suffix}, whole import, of calamine's bare read, both on two cores",
                   inverse(ratio(f"forms, {suffix}", IMPORT_2, two[suffix], "wall")), 1.3, "x",
                   True),
            remark(f"forms {suffix}, whole import, two threads, of calamine's bare read on one",
                   inverse(ratio(f"forms, {suffix}", IMPORT_2, CALAMINE_1, "wall"))))),
        judged("`bieu --version`, wall", value("one call", VERSION, "wall", 1000), 10, "ms"),
        judged("`bieu check` of one form, wall", value("one call", CHECK, "wall", 1000), 30, "ms"),
        judged("rules of a form, one core", speed("form: rules", 1e6), 1e6, "cells/s", True),
        judged("rules of a register, one core", speed("register: rules", 1e6), 1e6, "cells/s",
               True),
        judged("findings as JSON Lines, the writing alone, one core", speed("findings as JSON Lines", 1),
               100_000, "findings/s", True),
        judged("findings as text, the writing alone, one core", speed("findings as text", 1), 100_000,
               "findings/s", True),
    ]


def best_of_two(cases):
    """Calamine's better way of using two cores, for each format of the forms."""
    best = {}
    for suffix in ("XLSX", "ODS"):
        case = cases.get(f"forms, {suffix}")
        kinds = [kind for kind in (CALAMINE_2, CALAMINE_2T) if case and kind in case.runs]
        best[suffix] = min(kinds, key=lambda kind: case.median(kind, "wall"), default=CALAMINE_2)
    return best
