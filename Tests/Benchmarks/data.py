"""The data of the benchmarks: all from one seed, made once, remade when its maker changes."""

import hashlib
import os
import subprocess
import sys

import settings
import tools
from measure import remove, say

DATA = settings.DATA


class Missing(Exception):
    """A file that could not be made, because its maker is not there or failed."""


def path(name):
    return os.path.join(DATA, name)


def source(*names):
    """The text of the files that decide what a piece of data is."""
    texts = []
    for name in names:
        full = os.path.join(settings.HERE, name)
        if os.path.isdir(full):
            texts += [source(os.path.join(full, each)) for each in sorted(os.listdir(full))
                      if each.endswith((".swift", ".csv", ".yml")) or "." not in each]
        else:
            with open(full, encoding="utf-8") as file:
                texts.append(file.read())
    return "".join(texts)


def made(name, recipe, make):
    """The path of a piece of data; `make(path)` is called unless it is there from this recipe."""
    target, stamp = path(name), path(f".{name.replace('/', '-')}.stamp")
    digest = hashlib.sha256(repr((name, settings.SEED, recipe)).encode()).hexdigest()
    if os.path.exists(target) and os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == digest:
                return target
    say(f"  {name}")
    os.makedirs(DATA, exist_ok=True)
    remove(target)
    remove(stamp)
    make(target)
    if not os.path.exists(target):
        raise Missing(f"{name} was not made")
    with open(stamp, "w") as file:
        file.write(digest)
    return target


def call(line, output=None):
    """Runs a maker; with `output` its standard output goes there."""
    with open(output or os.devnull, "wb") as out:
        try:
            run = subprocess.run(
                list(map(str, line)), stdout=out, stderr=subprocess.PIPE, cwd=settings.ROOT)
        except OSError as failure:
            raise Missing(f"{line[0]}: {failure.strerror}") from failure
    if run.returncode != 0:
        raise Missing(f"{line[0]}: {run.stderr.decode(errors='replace')[-300:]}")


def soffice(suffix, folder, *paths):
    """Converts files with LibreOffice, which says nothing of those that it leaves out."""
    profile = os.path.join(settings.TOOLS, "libreoffice")
    call(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
          "--convert-to", suffix, "--outdir", folder, *paths])


def csv(rows):
    """The register as CSV: so many rows of 20 columns, and a head."""
    line = [sys.executable, os.path.join(settings.HERE, "register.py"), rows, settings.SEED]
    return made(f"register-{rows}.csv", source("register.py"), lambda to: call(line, to))


def xlsx_of_libxlsxwriter(rows, kind):
    """The register by libxlsxwriter: `memory` has shared strings, `constant` inline ones."""
    def make(to):
        if not os.path.exists(tools.REGISTER):
            raise Missing("libxlsxwriter is not there")
        call([tools.REGISTER, csv(rows), to, kind])
    return made(f"register-{rows}-{kind}.xlsx", source("register.py", "peers/register.c"), make)


def converted(rows, suffix):
    """The register as `bieu` itself writes it."""
    def make(to):
        call([settings.BIEU, "convert", "--quiet", csv(rows), "-o", to])
    return made(f"register-{rows}-bieu.{suffix}", source("register.py"), make)


def xlsx(rows):
    """The register with shared strings: by libxlsxwriter, or without it by `bieu`."""
    try:
        return xlsx_of_libxlsxwriter(rows, "memory")
    except Missing:
        return converted(rows, "xlsx")


def ods(rows):
    """The register as LibreOffice writes it, or without LibreOffice as `bieu` does."""
    def make(to):
        folder = path("libreoffice")
        soffice("ods", folder, xlsx(rows))
        name = os.path.basename(xlsx(rows))[:-len("xlsx")] + "ods"
        if os.path.exists(os.path.join(folder, name)):
            os.replace(os.path.join(folder, name), to)
        remove(folder)
    try:
        return made(f"register-{rows}-libreoffice.ods", source("register.py"), make)
    except Missing as failure:
        say(f"  LibreOffice wrote no ODS ({failure}); bieu writes it")
        return converted(rows, "ods")


def forms(count, suffix):
    """A folder of filled forms TE-03, all sound, no two of one unit and period."""
    def make(to):
        call([settings.SAMPLE_MAKER, settings.TEMPLATES, to, "TE-03", count, suffix])
    recipe = source("../../Sources/Tool/SampleMaker", "../../Templates/tt13-2021", "../../Templates/units")
    return made(f"forms-{count}-{suffix}", recipe, make)


FORMS_A_CALL = 200
"""LibreOffice 7.4 stops after 247 documents of one call, and exits with 0."""


def forms_resaved(count):
    """The forms as LibreOffice re-saves them, as XLSX."""
    def make(to):
        folder = forms(count, "xlsx")
        names = sorted(os.listdir(folder))
        for first in range(0, count, FORMS_A_CALL):
            soffice("xlsx:Calc MS Excel 2007 XML", to,
                    *(os.path.join(folder, name) for name in names[first:first + FORMS_A_CALL]))
        if len(os.listdir(to)) != count:
            remove(to)
            raise Missing(f"LibreOffice did not re-save {count} forms")
    return made(f"forms-{count}-libreoffice", source("../../Sources/Tool/SampleMaker"), make)


def findings(count):
    """A folder of registers of children, each record with one finding, as XLSX."""
    def make(to):
        os.makedirs(to)
        text = path("children.csv")
        left, year = count, 2026
        while left > 0:
            records = min(left, settings.FINDINGS_A_FILE)
            call([sys.executable, os.path.join(settings.HERE, "children.py"), records,
                  settings.SEED + year, "03424", year], text)
            call([settings.BIEU, "convert", "--quiet", text, "-o",
                  os.path.join(to, f"danh-sach-{year}.xlsx")])
            left, year = left - records, year + 1
        remove(text)
    return made(f"findings-{count}", source("children.py"), make)


def make_all():
    """Makes everything that the cases need, so that nothing is made between two measurements."""
    for rows in (settings.REGISTER, settings.LARGE):
        xlsx(rows)
    try:
        xlsx_of_libxlsxwriter(settings.REGISTER, "constant")
    except Missing as failure:
        say(f"  left out: {failure}")
    ods(settings.REGISTER)
    converted(settings.LARGE, "ods")
    for suffix in ("xlsx", "ods"):
        forms(settings.FORMS, suffix)
    try:
        forms_resaved(settings.FORMS)
    except Missing as failure:
        say(f"  left out: {failure}")
    for count in settings.GROWTH_FILES:
        forms(count, "xlsx")
    for count in {*settings.GROWTH_FINDINGS, settings.FINDINGS}:
        findings(count)
    for rows in settings.GROWTH_ROWS:
        for suffix in ("xlsx", "ods"):
            converted(growth_rows(rows), suffix)


def growth_rows(rows):
    """Records for a sheet of so many rows: one is the head."""
    return rows - 1
