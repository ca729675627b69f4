"""Time and peak memory from small to large: rows, files, findings."""

import commands as c
import data
import settings
from commands import Abilities
from data import Missing
from measure import remove, rounds, say

REPEATED_BELOW = 2.0
"""Seconds: what is shorter is run three times."""


def measured(size, command):
    """One point of a series: the median of three runs, or one long run."""
    case = rounds(command.name, [command], 1, quiet=True)
    if command.name in case.runs and case.median(command.name, "wall") < REPEATED_BELOW:
        case = rounds(command.name, [command], 3, quiet=True)
    if command.name not in case.runs:
        return None
    case.say()
    return {"size": size, "wall": case.median(command.name, "wall"),
            "cpu": case.median(command.name, "cpu"), "peak": case.median(command.name, "peak")}


def series(kind, name, sizes, command):
    """A series of points; sizes that cannot be measured are left out."""
    points = []
    for size in sizes:
        try:
            point = measured(size, command(size))
        except Missing as failure:
            say(f"    left out: {failure}")
            continue
        if point:
            points.append(point)
    return {"kind": kind, "name": name, "points": points}


def by_rows():
    """Conversions of the register, at the default number of workers and level."""
    def reading(suffix):
        return lambda size: c.convert(
            f"{suffix} to csv, {size} rows", data.converted(data.growth_rows(size), suffix), "csv")

    def writing(suffix):
        return lambda size: c.convert(
            f"csv to {suffix}, {size} rows", data.csv(data.growth_rows(size)), suffix)

    return [series("rows", name, settings.GROWTH_ROWS, command) for name, command in (
        ("XLSX → CSV", reading("xlsx")), ("ODS → CSV", reading("ods")),
        ("CSV → XLSX", writing("xlsx")), ("CSV → ODS", writing("ods")))]


def by_files():
    """Filled forms: checked, imported, converted."""
    def check(size):
        return c.on_forms(f"check of {size} files", "check", data.forms(size, "xlsx"), 2)

    def taken(size):
        return c.on_forms(f"import of {size} files", "import", data.forms(size, "xlsx"), 2,
                          output=c.scratch("growth.csv"))

    def converted(size):
        return c.convert_all(f"convert of {size} files", data.forms(size, "xlsx"), 2)

    found = [series("files", "check", settings.GROWTH_FILES, check),
             series("files", "import", settings.GROWTH_FILES, taken)]
    if Abilities.batch():
        found.append(series("files", "convert", settings.GROWTH_FILES, converted))
    return found


def by_findings():
    """Registers of which every record breaks a rule."""
    def check(form):
        return lambda size: c.on_forms(
            f"check with {size} findings", "check", data.findings(size), 2, "--format", form,
            status=(1,))

    return [series("findings", name, settings.GROWTH_FINDINGS, check(form))
            for name, form in (("JSON Lines", "json"), ("text", "text"))]


def all_series():
    """Everything that the chart shows."""
    found = []
    for run in (by_rows, by_files, by_findings):
        say(f"  growth: {run.__doc__}")
        found += run()
    remove(c.scratch("growth.csv"))
    return found
