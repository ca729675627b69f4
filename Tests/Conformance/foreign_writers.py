"""Writes the workbooks of foreign_cells by writers that nobody here wrote."""
import datetime as dt
import html
import pathlib
import shutil
import subprocess
import tempfile

from foreign_cells import Cell, Sheet, books, mixed_sheet, plain_sheet, sparse_sheet

DAY = 86400


def by_openpyxl(path, sheets, epoch_1904=False):
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for sheet in sheets:
        out = book.create_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            target = out.cell(row + 1, column + 1)
            if cell.formula:
                target.value = "=" + cell.formula
            else:
                target.value = cell.value
                if cell.kind == "text":
                    target.data_type = "s"
                if cell.kind == "error":
                    target.data_type = "e"
            if cell.format != "General":
                target.number_format = cell.format
        for top, left, bottom, right in sheet.merges:
            out.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in sheet.hidden_rows:
            out.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            out.column_dimensions[get_column_letter(column + 1)].hidden = True
        for (row, column), text in sheet.comments.items():
            out.cell(row + 1, column + 1).comment = Comment(text, "Cán bộ")
        limit = DataValidation(type="list", formula1='"x,-,…"', allow_blank=True)
        limit.add("A1:A9")
        out.add_data_validation(limit)
        out.sheet_state = "hidden" if sheet.is_hidden else "visible"
    book.save(path)


def by_xlsxwriter(path, sheets, **options):
    import xlsxwriter

    is_constant = options.get("constant_memory", False)
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False, **options})
    formats = {}

    def format(code):
        if code not in formats:
            formats[code] = book.add_format({"num_format": code}) if code != "General" else None
        return formats[code]

    def put(out, row, column, cell):
        style = format(cell.format)
        if cell.formula:
            value = "TRUE" if cell.value is True else cell.value
            out.write_formula(row, column, "=" + cell.formula, style, value)
        elif cell.kind == "text":
            if len(cell.value) > 2 and len(cell.value) % 5 == 0 and "\n" not in cell.value:
                bold = book.add_format({"bold": True})
                out.write_rich_string(row, column, cell.value[:1], bold, cell.value[1:])
            else:
                out.write_string(row, column, cell.value, style)
        elif cell.kind == "number":
            out.write_number(row, column, cell.value, style)
        elif cell.kind == "boolean":
            out.write_boolean(row, column, cell.value, style)
        elif cell.kind == "error":
            out.write_formula(row, column, "=" + cell.value, style, cell.value)
        else:
            out.write_datetime(row, column, cell.value, style)

    for sheet in sheets:
        out = book.add_worksheet(sheet.name)
        for place in sorted(sheet.cells):
            put(out, *place, sheet.cells[place])
        for row in sheet.hidden_rows:
            if not is_constant:
                out.set_row(row, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            out.set_column(column, column, None, None, {"hidden": True})
        if not is_constant:
            for top, left, bottom, right in sheet.merges:
                out.merge_range(top, left, bottom, right, "")
                put(out, top, left, sheet.cells[(top, left)])
            for (row, column), text in sheet.comments.items():
                out.write_comment(row, column, text, {"author": "Cán bộ"})
        out.data_validation("A1:A9", {"validate": "list", "source": ["x", "-", "…"]})
        if sheet.is_hidden:
            out.hide()
    book.close()


def by_pyexcelerate(path, sheets):
    import pyexcelerate

    book = pyexcelerate.Workbook()
    for sheet in sheets:
        out = book.new_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            if cell.kind == "error" or cell.kind == "span":
                continue
            out.set_cell_value(row + 1, column + 1, cell.value)
            # It does not escape quotes in formats.
            if cell.format != "General" and cell.kind != "text" and '"' not in cell.format:
                out.set_cell_style(
                    row + 1, column + 1, pyexcelerate.Style(format=pyexcelerate.Format(cell.format)))
    book.save(str(path))


def grid(sheet):
    width = 1 + max((column for _, column in sheet.cells), default=0)
    height = 1 + max((row for row, _ in sheet.cells), default=-1)
    return [
        [sheet.cells[(row, column)].value if (row, column) in sheet.cells else None
         for column in range(width)]
        for row in range(height)
    ]


def by_pandas(path, sheets, engine):
    import pandas

    with pandas.ExcelWriter(path, engine=engine) as writer:
        for sheet in sheets:
            frame = pandas.DataFrame(grid(sheet), dtype=object)
            frame.to_excel(writer, sheet_name=sheet.name, index=False, header=False)


def by_xlwt(path, sheets):
    """An old binary workbook, for ssconvert and LibreOffice to carry over."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        out = book.add_sheet(sheet.name)
        for (row, column), cell in sheet.cells.items():
            if cell.kind in ("error", "span") or row > 65535 or column > 255:
                continue
            out.write(row, column, cell.value, xlwt.easyxf(num_format_str=cell.format))
    book.save(str(path))


def by_odfpy(path, sheets):
    from odf import office, table, text
    from odf.opendocument import OpenDocumentSpreadsheet

    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        out = table.Table(name=sheet.name)
        last_row = -1
        for row in sorted({row for row, _ in sheet.cells}):
            if row > last_row + 1:
                out.addElement(table.TableRow(numberrowsrepeated=row - last_row - 1))
            line = table.TableRow(visibility="collapse" if row in sheet.hidden_rows else "visible")
            last = -1
            for column in sorted(c for r, c in sheet.cells if r == row):
                if column > last + 1:
                    line.addElement(table.TableCell(numbercolumnsrepeated=column - last - 1))
                cell = sheet.cells[(row, column)]
                line.addElement(odf_cell(cell, table, text, office, sheet.comments.get((row, column))))
                last = column
            out.addElement(line)
            last_row = row
        book.spreadsheet.addElement(out)
    book.save(str(path))


def odf_facts(cell):
    """The attributes of a cell's value, without their prefixes, and its paragraphs."""
    value = cell.value
    if cell.kind == "text":
        return {"valuetype": "string"}, value.split("\n")
    if cell.kind == "number":
        kind = "percentage" if "%" in cell.format else "currency" if "₫" in cell.format else "float"
        facts = {"valuetype": kind, "value": repr(value)}
        return ({**facts, "currency": "VND"} if kind == "currency" else facts), [str(value)]
    if cell.kind == "boolean":
        return {"valuetype": "boolean", "booleanvalue": str(value).lower()}, [str(value).upper()]
    if cell.kind == "error":
        return {"valuetype": "string", "stringvalue": ""}, [value]
    if cell.kind == "time":
        span = value.hour * 3600 + value.minute * 60 + value.second
    elif cell.kind == "span":
        span = int(value.total_seconds())
    else:
        return {"valuetype": "date", "datevalue": value.isoformat()}, [str(value)]
    hours, rest = divmod(span, 3600)
    return {"valuetype": "time", "timevalue": f"PT{hours:02}H{rest // 60:02}M{rest % 60:02}S"}, [str(value)]


def odf_cell(cell, table, text, office, comment):
    facts, paragraphs = odf_facts(cell)
    if cell.formula:
        facts["formula"] = "of:=" + cell.formula.replace(",", ";")
    out = table.TableCell(**facts)
    if comment:
        note = office.Annotation()
        note.addElement(text.P(text=comment))
        out.addElement(note)
    for paragraph in paragraphs:
        from odf.teletype import addTextToElement

        line = text.P()
        addTextToElement(line, paragraph)
        out.addElement(line)
    return out


def by_hand(path, sheets):
    """LibreOffice's own flat format, as plain as the standard allows."""
    namespaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in [
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
            ("number", "datastyle"),
        ]) + ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
    names = {
        "valuetype": "office:value-type", "value": "office:value", "currency": "office:currency",
        "booleanvalue": "office:boolean-value", "stringvalue": "office:string-value",
        "datevalue": "office:date-value", "timevalue": "office:time-value",
    }

    def paragraph(text):
        text = html.escape(text).replace("\t", "<text:tab/>")
        while "  " in text:
            text = text.replace("  ", ' <text:s text:c="1"/>', 1)
        if text.startswith(" "):
            text = "<text:s/>" + text[1:]
        if text.endswith(" "):
            text = text[:-1] + "<text:s/>"
        return f"<text:p>{text}</text:p>"

    def element(cell, comment):
        facts, paragraphs = odf_facts(cell)
        formula = cell.formula.replace(",", ";") or (cell.kind == "error" and cell.value)
        parts = [f'{names[name]}="{html.escape(value)}"' for name, value in facts.items()]
        if formula:
            parts.append(f'table:formula="of:={html.escape(formula)}"')
        style = {"date": "ceD", "datetime": "ceM", "time": "ceT", "span": "ceH"}.get(cell.kind)
        style = "ceP" if "%" in cell.format else style
        if style:
            parts.append(f'table:style-name="{style}"')
        note = f"<office:annotation><text:p>{comment}</text:p></office:annotation>" if comment else ""
        return f"<table:table-cell {' '.join(parts)}>{note}{''.join(map(paragraph, paragraphs))}</table:table-cell>"

    out = []
    for sheet in sheets:
        rows, last_row = [], -1
        for row in sorted({row for row, _ in sheet.cells}):
            if row > last_row + 1:
                rows.append(
                    f'<table:table-row table:number-rows-repeated="{row - last_row - 1}">'
                    "<table:table-cell/></table:table-row>")
            cells, last = [], -1
            for column in sorted(c for r, c in sheet.cells if r == row):
                if column > last + 1:
                    cells.append(f'<table:table-cell table:number-columns-repeated="{column - last - 1}"/>')
                cells.append(element(sheet.cells[(row, column)], sheet.comments.get((row, column))))
                last = column
            hidden = ' table:visibility="collapse"' if row in sheet.hidden_rows else ""
            rows.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
            last_row = row
        out.append(
            f'<table:table table:name="{html.escape(sheet.name)}"><table:table-column'
            f' table:number-columns-repeated="2"/>{"".join(rows)}</table:table>')
    dates = '<number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    times = '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/>'
    styles = (
        f'<number:date-style style:name="D">{dates}</number:date-style>'
        f'<number:date-style style:name="M">{dates}<number:text> </number:text>{times}</number:date-style>'
        f'<number:time-style style:name="T">{times}</number:time-style>'
        f'<number:time-style style:name="H" number:truncate-on-overflow="false">{times}</number:time-style>'
        '<number:percentage-style style:name="P"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
        + "".join(
            f'<style:style style:name="ce{name}" style:family="table-cell" style:data-style-name="{name}"/>'
            for name in "DMTHP"))
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {namespaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(out)}</office:spreadsheet></office:body></office:document>",
        encoding="utf-8")


def by_csv(path, sheets):
    import csv

    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for row in grid(sheets[0]):
            writer.writerow(["" if value is None else value for value in row])


def by_libreoffice(path, source):
    """LibreOffice saves a source under another format, under a profile of its own."""
    filters = ["--infilter=CSV:44,34,76,1,,1033,false,true"] if source.suffix == ".csv" else []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--norestore", *filters,
             f"-env:UserInstallation=file://{folder}/profile", "--convert-to", path.suffix[1:],
             "--outdir", f"{folder}/out", str(source)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        shutil.move(pathlib.Path(folder, "out", source.with_suffix(path.suffix).name), path)


def by_ssconvert(path, source):
    exporter = {".xlsx": "Gnumeric_Excel:xlsx2", ".ods": "Gnumeric_OpenCalc:odf"}[path.suffix]
    subprocess.run(
        ["ssconvert", f"--export-type={exporter}", str(source), str(path)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def make(folder):
    """Makes all workbooks, a subfolder for each writer; returns their paths in order."""
    made = []

    def out(writer, name, suffix):
        path = folder / writer / f"{name}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        made.append(path)
        return path

    xlsxwriter = [
        ("xlsxwriter", {}), ("xlsxwriter-constant", {"constant_memory": True}),
        ("xlsxwriter-1904", {"date_1904": True}),
    ]
    for name, sheets in books().items():
        by_openpyxl(out("openpyxl", name, "xlsx"), sheets)
        for writer, options in xlsxwriter:
            first = dt.date(1904, 1, 2) if "date_1904" in options else dt.date(1900, 1, 1)
            by_xlsxwriter(out(writer, name, "xlsx"), books(first)[name], **options)
        by_odfpy(out("odfpy", name, "ods"), sheets)
        by_hand(out("fods", name, "fods"), sheets)
        source = made[-1]
        for suffix in ("xlsx", "ods"):
            by_libreoffice(out("libreoffice", name, suffix), source)
            by_ssconvert(out("gnumeric", name, suffix), folder / "xlsxwriter" / f"{name}.xlsx")
    by_openpyxl(
        out("openpyxl", "1904", "xlsx"), books(dt.date(1904, 1, 2))["lẫn"], epoch_1904=True)
    sparse = [sparse_sheet("Thưa")]
    by_openpyxl(out("openpyxl", "thưa", "xlsx"), sparse)
    by_xlsxwriter(out("xlsxwriter", "thưa", "xlsx"), sparse)
    by_odfpy(out("odfpy", "thưa", "ods"), sparse)
    by_libreoffice(out("libreoffice", "thưa", "ods"), folder / "openpyxl" / "thưa.xlsx")
    for name in ("chữ", "số", "danh sách", "lẫn"):
        by_pyexcelerate(out("pyexcelerate", name, "xlsx"), books(dt.date(1904, 1, 1))[name])
    table = [plain_sheet("Bảng", 40)]
    for engine, suffix in [("openpyxl", "xlsx"), ("xlsxwriter", "xlsx"), ("odf", "ods")]:
        by_pandas(out(f"pandas-{engine}", "bảng", suffix), table, engine)
    by_csv(folder / "bảng.csv", table)
    by_xlwt(folder / "cũ.xls", [mixed_sheet("Cũ", 5, dt.date(1904, 1, 1), size=(60, 9))])
    for source in (folder / "bảng.csv", folder / "cũ.xls"):
        for suffix in ("xlsx", "ods"):
            name = f"{source.stem} từ {source.suffix[1:]}"
            by_libreoffice(out("libreoffice", name, suffix), source)
            by_ssconvert(out("gnumeric", name, suffix), source)
    return made
