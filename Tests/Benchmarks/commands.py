"""The command lines that are compared: ours and those of the peers."""

import os
import re

import data
import settings
import tools
from measure import Command, output_of

PEERS = os.path.join(settings.HERE, "peers")


class Abilities:
    """What this build of `bieu convert` offers."""

    text = ""

    @classmethod
    def has(cls, pattern):
        if not cls.text:
            cls.text = output_of(settings.BIEU, "convert", "--help")
        return re.search(pattern, cls.text) is not None

    @classmethod
    def level(cls, number):
        """The options for a compression level; none where zlib's 6 is all there is."""
        return ["--level", str(number)] if cls.has("--level") else []

    @classmethod
    def batch(cls):
        """Whether many workbooks are converted in one call."""
        return cls.has(r"<inputs?> \.\.\.")


def scratch(name):
    return os.path.join(settings.SCRATCH, name)


def convert(name, source, suffix, *options):
    """`bieu convert` of one file."""
    output = scratch(f"bieu.{suffix}")
    return Command(
        name, [settings.BIEU, "convert", "--quiet", source, "-o", output, *options], output)


def convert_all(name, folder, workers):
    """`bieu convert` of a folder of workbooks to CSV."""
    output = scratch("bieu-csv") + "/"
    return Command(
        name, [settings.BIEU, "convert", "--quiet", folder, "-o", output, "--to", "csv",
               "-j", str(workers)], output)


def on_forms(name, command, target, workers, *options, output=None, status=(0,)):
    """`bieu check` or `bieu import` of a file or folder."""
    line = [settings.BIEU, command, "--quiet", target, "-j", str(workers), *options]
    if output:
        line += ["-o", output]
    return Command(name, line, output, status, {"BIEU_TEMPLATES": settings.TEMPLATES})


def python(name, script, *arguments, output=None, environment=None):
    """A peer in Python."""
    line = [settings.PYTHON, os.path.join(PEERS, script), *map(str, arguments)]
    return Command(name, line + ([output] if output else []), output, environment=environment)


def calamine_csv(source):
    return python("calamine iter_rows + csv", "calamine_csv.py", source,
                  output=scratch("calamine.csv"))


def calamine_parse(source):
    return python("calamine parse only", "calamine_parse.py", source)


def calamine_forms(name, folder, workers, kind="processes"):
    return python(name, "calamine_forms.py", folder, workers, kind)


def polars_csv(source):
    return python("polars read_excel + write_csv", "polars_csv.py", source,
                  output=scratch("polars.csv"))


def libxlsxwriter(name, source, kind):
    output = scratch("libxlsxwriter.xlsx")
    return Command(name, [tools.REGISTER, source, output, kind], output)


def soffice(name, source, suffix):
    """LibreOffice converting one file; it names the output after the input."""
    folder = scratch("soffice")
    output = os.path.join(folder, os.path.splitext(os.path.basename(source))[0] + "." + suffix)
    profile = os.path.join(settings.TOOLS, "libreoffice")
    return Command(
        name, ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
               "--convert-to", suffix, "--outdir", folder, source], output)


def slow_readers():
    """XLSX to CSV by programs that take many times as long."""
    source = data.xlsx(settings.REGISTER)
    return [
        soffice("LibreOffice", source, "csv"),
        Command("ssconvert", ["ssconvert", source, scratch("ssconvert.csv")],
                scratch("ssconvert.csv")),
        Command("xlsx2csv", ["xlsx2csv", source, scratch("xlsx2csv.csv")], scratch("xlsx2csv.csv")),
        python("openpyxl read_only + csv", "openpyxl_csv.py", source,
               output=scratch("openpyxl.csv")),
    ]


def slow_writers():
    """CSV to XLSX by programs that take many times as long."""
    source = data.csv(settings.REGISTER)
    return [
        soffice("LibreOffice", source, "xlsx"),
        python("XlsxWriter constant_memory", "xlsxwriter_xlsx.py", source,
               output=scratch("xlsxwriter.xlsx")),
        python("openpyxl write_only", "openpyxl_xlsx.py", source, output=scratch("openpyxl.xlsx")),
    ]
