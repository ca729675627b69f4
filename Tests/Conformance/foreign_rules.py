"""The differences between bieu and others that are known, each with its reason.

`rule(reader, ours, theirs, context)` says whether it explains a difference between two cells, either
of which may be None; `context` has the file's path and the cells under merged ranges.
"""
import datetime as dt
import re
from dataclasses import dataclass
from typing import Callable


@dataclass
class Rule:
    name: str
    why: str
    explains: Callable


def kind(cell):
    return cell[0] if cell else None


def is_text(*cells):
    return all(kind(cell) == "text" for cell in cells)


def unescaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def is_close(ours, theirs, digits):
    if kind(ours) != "number" or kind(theirs) != "number":
        return False
    return float(f"%.{digits - 1}e" % ours[1]) == float(f"%.{digits - 1}e" % theirs[1])


def serial(cell):
    """The serial of a moment after February 1900, or of a span."""
    if kind(cell) == "span":
        return cell[1] / 86400000
    if kind(cell) != "moment" or cell[1] < "1900-03-01":
        return None
    return (dt.datetime.fromisoformat(cell[1]) - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)


READERS = [
    Rule(
        "an empty text is a text",
        "bieu dumps a cell that holds an empty text; the others cannot tell it from no cell",
        lambda reader, ours, theirs, context: ours == ("text", "") and theirs is None),
    Rule(
        "the day that never was",
        "serial 60 is 29 February 1900, which never was; bieu leaves it a number, the others make "
        "another day of it",
        lambda reader, ours, theirs, context: kind(ours) == "number" and 60 <= ours[1] < 61
        and kind(theirs) == "moment"),
    Rule(
        "beyond a double",
        "the largest double cut to 16 digits is too large for any; a cell cannot hold it, #NUM! can",
        lambda reader, ours, theirs, context: ours == ("error", "#NUM!")
        and kind(theirs) == "number" and abs(theirs[1]) == float("inf")),
    Rule(
        "openpyxl keeps escapes",
        "_xHHHH_ stands for a character (ECMA-376 22.9.2.19); openpyxl hands it out as it stands",
        lambda reader, ours, theirs, context: reader == "openpyxl" and is_text(ours, theirs)
        and unescaped(theirs[1]) == ours[1]),
    Rule(
        "openpyxl drops x005F_",
        "openpyxl deletes these letters from every shared string",
        lambda reader, ours, theirs, context: reader == "openpyxl" and kind(ours) == "text"
        and "x005F_" in ours[1] and (theirs or ("text", ""))[1] == ours[1].replace("x005F_", "")),
    Rule(
        "openpyxl folds line ends in escapes",
        "a carriage return that came as _x000D_",
        lambda reader, ours, theirs, context: reader == "openpyxl" and is_text(ours, theirs)
        and unescaped(theirs[1]).replace("\r", "\n") == ours[1].replace("\r", "\n")),
    Rule(
        "openpyxl empties merged cells",
        "openpyxl forgets what stands in a merged range beside its first cell",
        lambda reader, ours, theirs, context: reader == "openpyxl" and theirs is None
        and context["place"] in context["merged"]),
    Rule(
        "calamine has no errors",
        "python-calamine hands out error values as empty",
        lambda reader, ours, theirs, context: reader == "calamine" and kind(ours) == "error"
        and theirs is None),
    Rule(
        "calamine trims",
        "calamine drops blanks at the ends of runs without xml:space; openpyxl and Excel keep them",
        lambda reader, ours, theirs, context: reader == "calamine" and kind(ours) == "text"
        and ours[1].replace(" ", "") == (theirs or ("text", ""))[1].replace(" ", "")),
    Rule(
        "calamine leaves long durations as text",
        "ISO 8601 durations of a day and more come out of an ODS as they are written",
        lambda reader, ours, theirs, context: reader == "calamine" and kind(ours) == "span"
        and kind(theirs) == "text" and theirs[1].startswith("PT")),
    Rule(
        "calamine drops tabs",
        "text:tab is left out",
        lambda reader, ours, theirs, context: reader == "calamine" and is_text(ours, theirs)
        and ours[1].replace("\t", "") == theirs[1]),
    Rule(
        "an error without calcext",
        "a text of no string-value whose paragraph is an error value: bieu keeps the paragraph",
        lambda reader, ours, theirs, context: reader == "calamine" and kind(ours) == "text"
        and ours[1].startswith("#") and theirs is None),
]

RESAVED = [
    Rule(
        "an empty text is a text",
        "LibreOffice keeps no cell for an empty text, and makes one of a formula's empty result",
        lambda reader, ours, theirs, context: {ours, theirs} == {("text", ""), None}),
    Rule(
        "LibreOffice counts days from 1899-12-30",
        "before March 1900 its serials are one more than Excel's",
        lambda reader, ours, theirs, context: {kind(ours), kind(theirs)} <= {"moment", "number", "span"}
        and any(
            kind(cell) == "moment" and cell[1] < "1900-03-02" for cell in (ours, theirs))),
    Rule(
        "LibreOffice writes 15 digits",
        "numbers in its XLSX have 15 significant digits",
        lambda reader, ours, theirs, context: is_close(ours, theirs, 15)),
    Rule(
        "LibreOffice computes formulas",
        "what a library left uncomputed, or computed otherwise, has LibreOffice's own result",
        lambda reader, ours, theirs, context: context["place"] in context["formulas"]
        and (ours is None or {kind(ours), kind(theirs)} <= {"error", "text"}
             and kind(theirs) == "error" or ours[1] == "TRUE")),
    Rule(
        "LibreOffice has no truth values",
        "they are numbers under a format, which cells with a format of their own lose",
        lambda reader, ours, theirs, context: {kind(ours), kind(theirs)} == {"boolean", "number"}
        and float(ours[1]) == float(theirs[1])),
    Rule(
        "LibreOffice keeps escapes",
        "_xHHHH_ stays as it stands where LibreOffice does not expect it",
        lambda reader, ours, theirs, context: kind(ours) == "text"
        and (theirs is None and ours[1] == "\r"
             or kind(theirs) == "text" and (
                 unescaped(theirs[1]) == ours[1] or unescaped(ours[1]) == theirs[1]))),
    Rule(
        "the largest double",
        "LibreOffice takes what is beyond a double for the largest one, or for nothing",
        lambda reader, ours, theirs, context: ours == ("error", "#NUM!")
        and kind(theirs) == "number" and theirs[1] in (1.7976931348623157e308, 0.0)),
    Rule(
        "a date of nothing",
        "Gnumeric writes date-value=\"\" for the day that never was; LibreOffice makes 0 of it",
        lambda reader, ours, theirs, context: ours is None and theirs == ("span", 0)
        and context["path"].parent.name == "gnumeric"),
    Rule(
        "LibreOffice drops tabs and line breaks",
        "text:tab, and text:line-break within a paragraph, do not get into its XLSX",
        lambda reader, ours, theirs, context: is_text(ours, theirs) and reader == "xlsx"
        and ours[1].replace("\t", "").replace("\n", "") == theirs[1].replace("\n", "")),
    Rule(
        "LibreOffice drops spans within spans",
        "the rich texts of Gnumeric's ODS lose all but their first run",
        lambda reader, ours, theirs, context: is_text(ours, theirs) and reader == "xlsx"
        and context["path"].parent.name == "gnumeric" and ours[1].startswith(theirs[1])),
    Rule(
        "LibreOffice shows dates without a format as numbers",
        "odfpy and pandas write dates and times without a style, so its XLSX has bare serials",
        lambda reader, ours, theirs, context: reader == "xlsx" and kind(theirs) == "number"
        and serial(ours) is not None and abs(serial(ours) - theirs[1]) < 1e-8),
]

ROUND_TRIPS = [
    Rule(
        "an ODS has no empty text",
        "a cell of an empty text is an empty cell there",
        lambda reader, ours, theirs, context: {ours, theirs} == {("text", ""), None}
        and reader != "xlsx"),
    Rule(
        "a carriage return in ODS is a line end",
        "text:line-break is the only one that OpenDocument has (ODF 1.3 part 3, 6.1.5)",
        lambda reader, ours, theirs, context: reader != "xlsx" and is_text(ours, theirs)
        and ours[1].replace("\r", "\n") == theirs[1]),
    Rule(
        "dates before 1900 are text in XLSX",
        "Excel has no serial for them; their ISO text keeps the value",
        lambda reader, ours, theirs, context: reader == "xlsx" and kind(ours) == "moment"
        and ours[1] < "1900" and theirs == ("text", ours[1])),
    Rule(
        "LibreOffice's own errors",
        "Excel knows no Err:510; as the result of a formula it is #VALUE!",
        lambda reader, ours, theirs, context: reader == "xlsx" and kind(ours) == "error"
        and ours[1].startswith("Err:") and theirs == ("error", "#VALUE!")),
]
