"""Registers whose values are marks, in every shape that a reader may stumble over, and the search for the marks."""
import os
import data

#: Dates are looked for in registers of their own: they are too plain to be told from a form's day.
MARK = "zxq"


def grid(children, **changed):
    """A register of the old database as rows of cells."""
    return [data.HEAD.split(";"), *(child.row(**changed) for child in children)]


def form_grid(children):
    head = [["Biểu số 01/DS", "", "", "", "DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT", "", "", "Đơn vị báo cáo: Xã Bản Bo (mã 03424)"],
            ["Ngày nhận báo cáo: 01/11", "", "", "", "Kỳ báo cáo: Năm 2025"], [],
            ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số định danh cá nhân", "Thôn, tổ dân phố", "Hoàn cảnh đặc biệt", "Được trợ giúp", "Ghi chú"]]
    return head + [[n, child.name, child.birth("{y}-{m:02}-{d:02}"), "Nữ", "Kinh", child.number_text, child.hamlet, "d", "x", child.remark]
                   for n, child in enumerate(children, 1)]


def with_cells(rows, **cells):
    """The rows with some cells put in the place of others: `r3c4=value`."""
    rows = [list(row) for row in rows]
    for place, value in cells.items():
        row, column = (int(part) for part in place[1:].split("c"))
        rows[row][column] = value
    return rows


def one_child(child):
    """A sheet that is about one child: the title and the labels are values."""
    return [["", "PHIẾU THÔNG TIN TRẺ EM " + child.name.upper()], ["Họ và tên: " + child.name, "Ngày sinh: " + child.birth("{d:02}/{m:02}/{y}")],
            ["Số định danh", child.number_text], ["Thôn", child.hamlet], ["Hoàn cảnh", child.remark], ["STT", child.name, child.hamlet], [1, 2, 3], [4, 5, 6]]


def files(children):
    """Names to contents: registers as they should be, and every way that came to mind to break one."""
    one = children[0]
    broken = {
        "s-text": ("s", one.name), "s-index": ("s", "999999"), "s-negative": ("s", "-1"), "s-number": ("s", one.number_text), "e-text": ("e", one.name), "e-number": ("e", one.number_text),
        "n-text": ("n", one.name), "b-text": ("b", one.name), "d-text": ("d", one.name), "str-text": ("str", one.name), "x-type": (one.name_mark, "1"), "huge": ("n", "1e999"),
    }
    found = {"legacy.csv": data.legacy_register(children).encode(), "form.csv": data.form_register(children).encode(),
             "legacy.xlsx": data.xlsx({"Trang": grid(children)}), "form.xlsx": data.xlsx({"DS-01": form_grid(children)})}
    for name, cell in broken.items():
        found[f"legacy-{name}.xlsx"] = data.xlsx({"Trang": with_cells(grid(children), r2c3=cell, r3c4=cell, r4c7=cell, r5c9=cell, r6c8=cell)})
        found[f"form-{name}.xlsx"] = data.xlsx({"DS-01": with_cells(form_grid(children), r5c1=cell, r6c2=cell, r7c5=cell, r8c7=cell, r9c6=cell)})
    for column, field in enumerate(("name", "birth", "sex", "ethnic", "number", "hamlet", "circumstances", "supported")):
        # Each column holds what belongs to another one: a name as a date, a number as a group.
        for what, value in (("name", one.name), ("number", one.number_text), ("remark", one.remark)):
            found[f"form-{field}-is-{what}.csv"] = data.form_register(children, **{field: value}).encode()
            found[f"legacy-{field}-is-{what}.csv"] = data.legacy_register(children, **{field: value}).encode()
    found["one.xlsx"] = data.xlsx({"Phiếu": one_child(one)})
    found["two.xlsx"] = data.xlsx({"Phiếu 1": one_child(one), "Phiếu 2": one_child(children[1])})
    found["one.csv"] = "\n".join(",".join(map(str, row)) for row in one_child(one)).encode()
    found["head.csv"] = "\n".join([f"STT;{one.name};{one.hamlet};{one.remark};{one.number_text}", "1;2;3;4;5", "2;3;4;5;6"]).encode()
    found["no-head.csv"] = data.legacy_register(children).split("\n", 1)[1].encode()
    found["names-only.csv"] = ("Danh sách\n" + "\n".join(child.name for child in children)).encode()
    found["unit.csv"] = data.legacy_register(children, unit="", place=one.hamlet).encode()
    found["period.csv"] = data.legacy_register(children, period=one.birth("{d:02}/{m:02}/{y}") + " " + one.name).encode()
    found["quote.csv"] = data.legacy_register(children).encode() + f'1;"{one.name}'.encode()
    found["form-title.csv"] = data.form_register(children).replace("Xã Bản Bo (mã 03424)", one.name).encode()
    found["form-period.csv"] = data.form_register(children).replace("Năm 2025", one.name).encode()
    found["form-symbol.csv"] = data.form_register(children).replace("Biểu số 01/DS", "Biểu số 01/DS " + one.name).encode()
    found["form-footer.csv"] = (data.form_register(children) + f',,,,,,,,{one.name}\n,"{one.number_text}",,,,,,,,,,,{one.number_text}\n').encode()
    found["cut.xlsx"] = found["form.xlsx"][:-300]
    found["not-xml.xlsx"] = broken_xml(found["legacy.xlsx"], one)
    found["latin.csv"] = data.legacy_register(children).encode("utf-16")
    found["bad-bytes.csv"] = data.legacy_register(children).encode().replace(one.name.encode(), one.name.encode() + b"\xff\xfe")
    flat = ('<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
            'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="T">{}</table:table>'
            "</office:spreadsheet></office:body></office:document>")
    for name, attributes in (("float", 'float" office:value="{}'), ("date", 'date" office:date-value="{}'), ("time", 'time" office:time-value="{}'), ("boolean", 'boolean" office:boolean-value="{}'), ("percentage", 'percentage" office:value="{}'), ("type", "{}")):
        rows = "".join("<table:table-row>" + "".join(flat_cell(value, attributes if y > 0 and x in (3, 4, 7) else None) for x, value in enumerate(row)) + "</table:table-row>" for y, row in enumerate(grid(children)))
        found[f"legacy-{name}.fods"] = flat.format(rows).encode()
    return found


def flat_cell(value, attributes):
    kind = attributes.format(value) if attributes else "string"
    return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'


def broken_xml(workbook, child):
    """The workbook with a value where markup should be: the parser's message may show it."""
    import io, zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if "sheet1" in name:
                content = content.replace(b"</sheetData>", f"<{child.name_mark}/><row r='{child.number_text}'><c r='{child.name_mark}'></sheetData>".encode())
            target.writestr(name, content)
    return out.getvalue()


def marks(children, dates=False):
    return sorted({mark for child in children for mark in child.marks(dates)}, key=len, reverse=True)


def found(content, wanted):
    """The marks that are in some bytes, in small or large letters."""
    text = content.decode("utf-8", "replace").lower()
    if MARK not in text and "77" not in text and not any("/" in mark for mark in wanted):
        return []
    return [mark for mark in wanted if mark in text]


def place(lab, folder, children, names=None):
    made = files(children)
    for name, content in made.items():
        if names is None or name in names:
            lab.put(os.path.join(folder, name), content)
    return sorted(name for name in made if names is None or name in names)
