"""The comparisons, one function each; together they hold every row of the table of targets."""

import os

import commands as c
import data
import settings
from commands import Abilities
from data import Missing
from measure import rounds, say

OURS_1, OURS_2 = "bieu -j 1", "bieu -j 2"


def register_xlsx():
    """The register, XLSX with shared strings to CSV."""
    source = data.xlsx(settings.REGISTER)
    return rounds("XLSX to CSV, shared strings", [
        c.convert(OURS_1, source, "csv", "-j", "1"), c.calamine_csv(source),
        c.calamine_parse(source), c.convert(OURS_2, source, "csv", "-j", "2"),
        c.polars_csv(source)])


def register_inline():
    """The same with the strings in the cells."""
    source = data.xlsx_of_libxlsxwriter(settings.REGISTER, "constant")
    return rounds("XLSX to CSV, inline strings", [
        c.convert(OURS_1, source, "csv", "-j", "1"), c.polars_csv(source),
        c.convert(OURS_2, source, "csv", "-j", "2"), c.calamine_csv(source)])


def register_ods():
    """The register, ODS to CSV."""
    source = data.ods(settings.REGISTER)
    return rounds(f"ODS to CSV, by {'LibreOffice' if 'libreoffice' in source else 'bieu'}", [
        c.convert(OURS_1, source, "csv", "-j", "1"), c.calamine_csv(source),
        c.convert(OURS_2, source, "csv", "-j", "2")])


def large():
    """A million rows to CSV: peak memory, and time beside it."""
    cases = []
    for name, source, runs in (
            ("XLSX to CSV, large", data.xlsx(settings.LARGE), settings.RUNS),
            ("ODS to CSV, large", data.converted(settings.LARGE, "ods"), 1)):
        peers = [c.calamine_csv(source)] + ([c.polars_csv(source)] if ".xlsx" in source else [])
        cases.append(rounds(name, [
            c.convert(OURS_1, source, "csv", "-j", "1"),
            c.convert(OURS_2, source, "csv", "-j", "2")], runs).join(rounds(name, peers, 1)))
    return cases


LEVEL_6 = "bieu, zlib 6, -j 1"
LEVEL_6_ODS = "bieu to ODS, zlib 6, -j 1"
DEFAULT = "bieu, default level, -j 2"
LXW_MEMORY = "libxlsxwriter in memory"
LXW_CONSTANT = "libxlsxwriter constant_memory"


def writing():
    """The register, CSV to XLSX and to ODS."""
    source = data.csv(settings.REGISTER)
    level = Abilities.level(6)
    return rounds("CSV to XLSX and ODS", [
        c.convert(LEVEL_6, source, "xlsx", "-j", "1", *level),
        c.libxlsxwriter(LXW_MEMORY, source, "memory"),
        c.convert(LEVEL_6_ODS, source, "ods", "-j", "1", *level),
        c.convert(DEFAULT, source, "xlsx", "-j", "2"),
        c.libxlsxwriter(LXW_CONSTANT, source, "constant")])


IMPORT_1, IMPORT_2 = "bieu import -j 1", "bieu import -j 2"
CALAMINE_1 = "calamine bare read, one thread"
CALAMINE_2 = "calamine bare read, two processes"
CALAMINE_2T = "calamine bare read, two threads"


def forms_xlsx():
    """A thousand filled forms, XLSX as `bieu export` writes them."""
    return forms("XLSX", data.forms(settings.FORMS, "xlsx"))


def forms_ods():
    """The same as ODS."""
    return forms("ODS", data.forms(settings.FORMS, "ods"))


def forms_resaved():
    """The same forms as XLSX by LibreOffice."""
    return forms("XLSX by LibreOffice", data.forms_resaved(settings.FORMS))


def forms(kind, folder):
    """Conversion and import of ours, bare reading by calamine."""
    commands = [c.calamine_forms(CALAMINE_1, folder, 1),
                c.calamine_forms(CALAMINE_2, folder, 2),
                c.calamine_forms(CALAMINE_2T, folder, 2, "threads")]
    if Abilities.batch():
        commands += [c.convert_all(OURS_1, folder, 1), c.convert_all(OURS_2, folder, 2)]
    else:
        say("    this build converts one file a call; the batch is left out")
    observations = c.scratch("observations.csv")
    for name, workers in ((IMPORT_1, 1), (IMPORT_2, 2)):
        commands.append(c.on_forms(name, "import", folder, workers, output=observations))
    return rounds(f"forms, {kind}", commands)


VERSION, CHECK = "bieu --version", "bieu check of one form"


def starting():
    """What one call costs at least."""
    folder = data.forms(settings.FORMS, "xlsx")
    form = os.path.join(folder, sorted(os.listdir(folder))[0])
    return rounds("one call", [
        c.Command(VERSION, [settings.BIEU, "--version"]),
        c.on_forms(CHECK, "check", form, 2)], 5 * settings.RUNS)


JSON_1, TEXT_1, JSON_2 = "as JSON Lines, -j 1", "as text, -j 1", "as JSON Lines, -j 2"


def findings():
    """Registers in which every record breaks a rule, checked and reported."""
    folder = data.findings(settings.FINDINGS)
    return rounds("findings", [
        c.on_forms(name, "check", folder, workers, "--format", form, status=(1,))
        for name, workers, form in ((JSON_1, 1, "json"), (TEXT_1, 1, "text"), (JSON_2, 2, "json"))])


def slow():
    """Each of the slow peers once."""
    return [rounds("XLSX to CSV, slow peers", c.slow_readers(), 1),
            rounds("CSV to XLSX, slow peers", c.slow_writers(), 1)]


def all_cases():
    """Runs everything; returns the cases by their names. What cannot be had is said and passed."""
    found = {}
    for run in (register_xlsx, register_inline, register_ods, writing, forms_xlsx, forms_ods,
                forms_resaved, starting, findings, large, slow):
        say(f"  {run.__doc__.splitlines()[0]}")
        try:
            cases = run()
        except Missing as failure:
            say(f"    left out: {failure}")
            continue
        for case in cases if isinstance(cases, list) else [cases]:
            found[case.name] = case
    return found
