"""Sheets of the property test of tables: one to four tables each, with titles, heads, traps and the truth."""
import collections
from tables_files import Sheet
from tables_words import *

# What a figure must come to; `must` says that holding it back counts as held back.
Truth = collections.namedtuple("Truth", "indicator measure breakdown unit period value status must")
PARTS = [("", ["Tổng số", "TS"]), ("sex=male", ["Nam", "Trai"]), ("sex=female", ["Nữ", "Gái"])]


class State:
    """What holds for a table: its period, unit and measure, and whether a reader can be sure of them."""

    def __init__(self, **given):
        self.year, self.half, self.unit, self.stated = None, 0, None, None
        self.must, self.stop, self.first_year, self.years = True, None, None, 1
        self.by_year, self.show_year, self.spread, self.named = False, True, 1, None
        self.__dict__.update(given)

    def copy(self, **changes):
        return State(**{**self.__dict__, **changes})


class Maker:
    """Makes the sheets of one folder; no two figures of it mean the same."""

    def __init__(self, chance, units, mappings):
        self.chance, self.units, self.mappings = chance, units, mappings
        self.used = collections.defaultdict(set)

    # Which units and years are free.

    def free(self, mapping, district, year, half, least=2):
        keys = mapping.keys()
        period = self.period(year, half)
        codes = [c for c in self.units.there(district, year) if not keys & self.used[c, period]]
        self.chance.shuffle(codes)
        return codes if len(codes) >= least else None

    def take(self, mapping, codes, year, half):
        for code in codes:
            self.used[code, self.period(year, half)] |= mapping.keys()

    def period(self, year, half):
        return f"{year}H{half}" if half else str(year)

    def pick(self, mapping, least=2, most=9, years=1, year=None, half=None):
        """A district, a first year, a half and units that are free in all of the years."""
        wanted = year, half
        for _ in range(60 if year is None else 12):
            district = self.chance.choice(list(self.units.districts))
            year, half = wanted
            if year is None:
                year = self.chance.choice(YEARS[:len(YEARS) - years + 1])
                half = self.chance.choice([0, 0, 0, 0, 1]) if mapping.shape in ("units", "split") and years == 1 else 0
            if year + years - 1 not in YEARS:
                return None
            found = [self.free(mapping, district, y, half, least) for y in range(year, year + years)]
            if all(found):
                codes = [c for c in found[0] if all(c in f for f in found)]
                if len(codes) >= least:
                    codes = codes[:self.chance.randrange(least, min(len(codes), most) + 1)]
                    for y in range(year, year + years):
                        self.take(mapping, codes, y, half)
                    return district, year, half, codes
        return None

    # Figures.

    def put(self, sheet, row, column, item, part, state, unit, stated=None, sums=None, label_stated=None, force=None):
        """Writes a figure or a sign and its truth; `stated` is what the column or row says of its measure."""
        chance = self.chance
        declared, base = item.declared or self.declared, item.base
        scale, must, stop = Decimal(1), state.must, state.stop
        if isinstance(stated, Doubtful):
            must = False
        if stated and state.stated and stated.lower() != state.stated.lower():
            must = False
        if not stated and state.stated and base != "người":
            # A line of people above the table does not speak of a rate or of weddings.
            must = False
        else:
            stated = stated or state.stated
        if declared and item.base == "%":
            scale = Decimal("0.1")
        elif declared:
            scale = Decimal(SCALES[declared])
        if stated and stop is None:
            word = stated.lower()
            if base in ("%", "cuộc"):
                if base == "cuộc" and word != "cuộc" or base == "%" and word not in ("%", "‰"):
                    stop = "another measure"
                elif declared and word != declared:
                    scale, must = Decimal(1), False
                elif word != base and not declared:
                    stop = "another measure"
            elif declared:
                if SCALES.get(word) == 1:
                    scale, must = Decimal(1), False
                elif SCALES.get(word) != SCALES[declared]:
                    stop = "another measure"
                elif word != declared:
                    must = False
            elif SCALES.get(word) != 1:
                stop = "another measure"
        if force:
            stop = force
        if not stop and state.year is None:
            stop = "no period"
        if not stop and unit is None:
            stop = "no unit"
        factor = 1000 if scale == 1000 and base == "người" else 1
        number = figure(chance, item, 10 if base == "%" and scale != 1 else factor)
        roll = chance.random()
        if force is None and roll < 0.05:
            return None  # blank
        if force is None and roll < 0.10:
            sign, value, status = chance.choice([("-", "0", "zero"), ("…", "", "missing"), ("...", "", "missing"),
                                                 ("x", "", "not_applicable")])
            sheet.cells[row, column] = sign
        else:
            sheet.cells[row, column] = written(chance, sheet, number, item)
            text = sheet.cells[row, column]
            if item.measure == "rate" and isinstance(text, str) and "." in text and len(text.split(".")[1]) == 3:
                sheet.cells[row, column] = text.replace(".", ",")
            if factor == 1000 and isinstance(text, str) and "." in text and "," not in text and number >= 1000:
                must = False
            value = number * scale
            status = "zero" if value == 0 else "reported"
            value = format(value.normalize(), "f")
            if sums is not None:
                sums[column] = sums.get(column, 0) + number
        key = item.key(part)
        sheet.truth[row, column] = stop or Truth(*key, unit, self.period(state.year, state.half), value, status, must)
        return number

    # Heads.

    def head(self, sheet, row, column, leaves, measures=None):
        """Writes a head; `leaves` have the labels over each column from above. Returns the row below."""
        deep = max(len(path) for path in leaves)
        for number, path in enumerate(leaves):
            for level, label in enumerate(path):
                left = leaves[number - 1] if number else ()
                if level < len(path) - 1 and left[:level + 1] == path[:level + 1] and len(left) > level + 1:
                    continue  # below the merged cell to the left
                wide = 1
                if level < len(path) - 1:
                    while number + wide < len(leaves) and leaves[number + wide][:level + 1] == path[:level + 1] \
                            and len(leaves[number + wide]) > level + 1:
                        wide += 1
                high = deep - level if level == len(path) - 1 else 1
                if isinstance(label, str) and self.chance.random() < 0.03:
                    label = label.replace(" ", self.chance.choice(["\n", "  ", "\r\n" if sheet.kind == "csv" else "\n"]), 1)
                sheet.put(row + level, column + number, label, high, wide)
        below = row + deep
        if self.chance.random() < 0.2:
            for number in range(len(leaves)):
                stubs = min(2, len(leaves) - 1)
                mark = chr(65 + number) if number < stubs else str(number - stubs + 1)
                sheet.put(below, column + number, mark if sheet.kind == "csv" or number < stubs else int(mark))
            below += 1
        return below

    def label(self, item):
        return self.chance.choice(item.labels).rstrip("*")

    def figure_leaves(self, mapping, items):
        """The paths of the labels of figure columns, with item, part and what the label says of the measure."""
        chance = self.chance
        found = []
        self.doubt = row_of_measures = chance.choice(["người", "Nghìn người"]) if chance.random() < 0.04 else None
        for item in items:
            label, stated = self.label(item), None
            wild = item.labels[0].endswith("*")
            if wild and item.base == "%":
                if item.declared:
                    stated = chance.choice(["‰", "‰", "‰", None])
                else:
                    stated = chance.choice(["%", "%", "%", None, "‰" if chance.random() < 0.3 else "%"])
                if stated:
                    label += f" ({stated})"
                if mapping.declared and not stated:
                    label, stated = label + " (%)", "%"
            elif wild and chance.random() < 0.5:
                declared = item.declared or mapping.declared
                stated = chance.choice([declared or "người", chance.choice(THOUSANDS + OTHERS)])
                if declared and chance.random() < 0.7:
                    stated = declared
                label += f" ({stated})"
            if row_of_measures and stated is None and not item.split and not item.role:
                stated = Doubtful(item.base if item.base != "người" else row_of_measures)
                found.append(((label, f"({stated})"), item, "", stated))
            elif item.split:
                parts = [(p, chance.choice(names)) for p, names in PARTS]
                if chance.random() < 0.2:
                    parts = parts[1:]
                found += [((label, name), item, p, stated) for p, name in parts]
            else:
                found.append(((label,), item, "", stated))
        if len(found) > 1 and not mapping.two and chance.random() < 0.3:
            start = chance.randrange(len(found) - 1)
            while start and found[start - 1][0][0] == found[start][0][0]:
                start -= 1
            group = (chance.choice(["Trong đó", "Chia ra", "Các nhóm trẻ em", "Chia theo nhóm"]),)
            found = [(group + f[0] if n >= start else f[0], *f[1:]) for n, f in enumerate(found)]
            if chance.random() < 0.4:
                top = (chance.choice(["Số liệu báo cáo", "Kết quả thực hiện", "Phân loại"]),)
                found = [(top + f[0], *f[1:]) for f in found]
        return found

    # Rows of units.

    def name(self, code, number):
        chance, name = self.chance, self.units.names[code]
        bare = name.split(" ", 1)[1] if name.startswith("Xã ") else name
        if chance.random() < 0.25 and bare not in ("Phong Thổ", "Tam Đường"):
            name = bare
        if chance.random() < 0.08:
            name = name.upper()
        if chance.random() < 0.08:
            name = unicodedata.normalize("NFD", name)
        if chance.random() < 0.08:
            name = f"{number}. {name}"
        return name

    def units_table(self, sheet, row, column, mapping, state, codes, district, repeat=None, blocks=None, over=None):
        """A row for each unit; `over` is a label that stands over all figures."""
        chance = self.chance
        self.declared = mapping.declared
        items = [i for i in mapping.items]
        if mapping.shape == "units" and not mapping.two and not mapping.total_column and len(items) > 3:
            needed = [i for i in items if any(label in i.labels for group in mapping.labels for label in group.split(" | "))]
            items = [i for i in items if i in needed or chance.random() < 0.6]
        has_ordinal = not mapping.two and chance.random() < 0.75
        has_code = not mapping.two and chance.random() < 0.2
        unknown = not mapping.two and chance.random() < 0.08
        leaves = [((chance.choice(ORDINALS),), "ordinal")] if has_ordinal else []
        leaves += [(("Mã xã",), "code")] if has_code else []
        leaves += [((mapping.stub,), "unit")]
        if mapping.shape == "split":
            leaves += [((chance.choice(["Phân tổ", "Giới tính"]),), "part")]
        if mapping.shape == "periods":
            leaves.insert(len(leaves) - chance.choice([0, 1]), (("Năm",), "period"))
        if mapping.shape == "years":
            return self.years_table(sheet, row, column, mapping, state, codes, leaves)
        figures = self.figure_leaves(mapping, items)
        if self.doubt:
            state = state.copy(must=False)
        leaves += [(((over,) if over else ()) + f[0], f) for f in figures]
        if mapping.total_column:
            leaves += [(("Cộng các nhóm",), "total")]
        if unknown:
            leaves += [((chance.choice(FOREIGN_LABELS),), "unknown")]
        if not mapping.two and chance.random() < 0.15:
            leaves += [(("Ghi chú",), "note")]
        heads = [path for path, _ in leaves]
        top = row
        body = self.head(sheet, row, column, heads)
        sheet.head_rows = (top, body, column, heads)
        sheet.last = mapping, leaves, column
        row = self.units_body(sheet, body, column, mapping, state, codes, district, leaves, repeat, blocks)
        return self.footer(sheet, row, column, leaves, state)

    def units_body(self, sheet, row, column, mapping, state, codes, district, leaves, repeat=None, blocks=None):
        """Rows of units; `blocks` are pairs of a year and units below a line that names the year."""
        chance, sums = self.chance, {}
        groups = [(None, codes)]
        if blocks:
            groups = blocks
        elif mapping.shape == "units" and not mapping.two and state.year and len(codes) > 3 and chance.random() < 0.25:
            half = len(codes) // 2
            groups = [("group", codes[:half]), ("group", codes[half:])]
        elif mapping.shape == "units" and state.year and chance.random() < 0.15:
            groups = [("district", codes)]
        unit_at = next(n for n, (_, what) in enumerate(leaves) if what == "unit")
        total_first = chance.random() < 0.1
        total_row = None
        if total_first and groups[0][0] is None and mapping.shape == "units":
            total_row = row
            row += 1
        number = 0
        for place, (kind, members) in enumerate(groups):
            if isinstance(kind, int):
                state = state.copy(year=kind, half=0)
                at = 0 if chance.random() < 0.5 else unit_at
                sheet.put(row, column + at, f"{chance.choice(['Năm', 'NĂM'])} {kind}", 1,
                          len(leaves) - at if chance.random() < 0.5 else 1)
                row += 1
            if kind == "group":
                label = chance.choice([f"Khu vực {'I' * (place + 1)}", f"{'I' * (place + 1)}. Vùng {'cao' if place else 'thấp'}",
                                       f"Cụm {place + 1}"])
                sheet.put(row, column + unit_at, label)
                if chance.random() < 0.3:
                    for at, (_, what) in enumerate(leaves):
                        if isinstance(what, tuple) and what[1].role is None:
                            self.put(sheet, row, column + at, what[1], what[2], state, None, force="subtotal")
                row += 1
            if kind == "district":
                sheet.put(row, column + unit_at, self.units.names[district])
                keys, period = mapping.keys(), self.period(state.year, state.half)
                if chance.random() < 0.5 and not keys & self.used[district, period]:
                    self.used[district, period] |= keys
                    for at, (_, what) in enumerate(leaves):
                        if isinstance(what, tuple) and what[1].role is None:
                            self.put(sheet, row, column + at, what[1], what[2], state, district, what[3])
                row += 1
            for code in members:
                number += 1
                if mapping.shape == "periods" and state.by_year:
                    continue
                if repeat and number == repeat[0]:
                    row = self.break_page(sheet, row, column, repeat[1])
                row = self.unit_row(sheet, row, column, mapping, state, code, number, leaves, sums)
        if mapping.shape == "periods" and state.by_year:
            row = self.years_first(sheet, row, column, mapping, state, codes, leaves, sums)
        if total_row is None and not blocks and chance.random() < 0.4:
            total_row = row
            row += 1
        if total_row is not None:
            self.total(sheet, total_row, column, leaves, sums, chance.choice(mapping.totals))
        return row

    def years_first(self, sheet, row, column, mapping, state, codes, leaves, sums):
        """Blocks of years, all units in each; the year stands once, merged or beside every unit."""
        how = self.chance.choice(["merged", "once", "repeated"])
        for year in range(state.first_year, state.first_year + state.years):
            for number, code in enumerate(codes, 1):
                own = state.copy(first_year=year, years=1, by_year=False,
                                 show_year=number == 1 or how == "repeated", spread=len(codes) if how == "merged" else 1)
                row = self.unit_row(sheet, row, column, mapping, own, code, number, leaves, sums)
        return row

    def total(self, sheet, row, column, leaves, sums, label):
        at = next(n for n, (_, what) in enumerate(leaves) if what == "unit")
        if at and self.chance.random() < 0.3 and leaves[0][1] == "ordinal":
            sheet.put(row, column, label, 1, at + 1)
        else:
            sheet.put(row, column + at, label)
        for place, (_, what) in enumerate(leaves):
            if isinstance(what, tuple) and what[1].role is None and what[1].measure == "count":
                value = sums.get(column + place, 0)
                sheet.cells[row, column + place] = written(self.chance, sheet, Decimal(value), what[1])
                sheet.truth[row, column + place] = "total"

    def unit_row(self, sheet, row, column, mapping, state, code, number, leaves, sums):
        chance = self.chance
        parts = [("", ""), *[(p, n) for p, n in (("sex=male", "Nam"), ("sex=female", "Nữ"))]]
        if mapping.shape == "split":
            parts = [("", chance.choice(["Tổng số", "TS"])), *parts[1:]]
            lines, how = len(parts), chance.choice(["merged", "once", "repeated"])
        elif mapping.shape == "periods":
            how, lines = chance.choice(["merged", "once", "repeated"]), state.years
        else:
            lines, how = 1, "repeated"
        bad = state.year and mapping.shape == "units" and chance.random() < 0.02
        name, unit = self.name(code, number), code
        if bad:
            name, unit = chance.choice(["Xã Mường Lạ", "Xã Nậm Khôn", "Bản Tưởng Tượng"]), None
        spread = 1 if how != "merged" else lines
        for line in range(lines):
            own = state
            if mapping.shape == "periods":
                own = state.copy(year=state.first_year + line, half=0)
            total = None
            for at, (_, what) in enumerate(leaves):
                place = column + at
                if what == "ordinal" and (line == 0 or how == "repeated"):
                    sheet.put(row + line, place, str(number) if sheet.kind == "csv" else number, spread)
                elif what == "code" and (line == 0 or how == "repeated") and not bad:
                    sheet.put(row + line, place, code, spread)
                elif what == "unit" and (line == 0 or how == "repeated"):
                    sheet.put(row + line, place, name, spread)
                elif what == "part":
                    sheet.put(row + line, place, parts[line][1])
                elif what == "period":
                    year = own.year
                    if state.show_year:
                        text = sheet.kind == "csv" or chance.random() < 0.3
                        sheet.put(row + line, place, chance.choice([f"Năm {year}", str(year)]) if text else year, state.spread)
                elif isinstance(what, tuple):
                    _, item, part, stated = what
                    if item.role:
                        value = self.put(sheet, row + line, place, item, part, own, unit, force=f"role {item.role}")
                        continue
                    part = parts[line][0] if mapping.shape == "split" else part
                    value = self.put(sheet, row + line, place, item, part, own, unit, stated, sums if not bad else None)
                    total = (total or 0) + (value or 0)
                elif what == "total":
                    sheet.cells[row + line, place] = str(int(total or 0)) if sheet.kind == "csv" else int(total or 0)
                    sheet.truth[row + line, place] = "total"
                elif what == "unknown":
                    self.put(sheet, row + line, place, Item([""], ""), "", own, unit, force="unknown column")
                elif what == "note" and chance.random() < 0.2:
                    sheet.put(row + line, place, "rà soát lại")
        return row + lines

    def break_page(self, sheet, row, column, titles):
        """The head again on a further page, with or without the title."""
        top, body, column, heads = sheet.head_rows
        if self.chance.random() < 0.5:
            row += 1
        for title in titles:
            sheet.put(row, column, title)
            row += 1
        if titles and self.chance.random() < 0.5:
            row += 1
        return self.head(sheet, row, column, heads)

    def footer(self, sheet, row, column, leaves, state):
        chance = self.chance
        at = next((n for n, (_, what) in enumerate(leaves) if what in ("unit", "label")), 0)
        if chance.random() < 0.3 and len(leaves) > 2:
            year = (state.year or 2015) - 1
            for label in chance.sample(["Tỷ lệ %", f"So với năm {year}", "Tăng/giảm", "Tăng, giảm so với cùng kỳ (%)", f"Năm {year}",
                                        "Bình quân", "Cùng kỳ năm trước", "Kế hoạch năm", "Tỷ lệ (%)"], chance.choice([1, 1, 2])):
                sheet.put(row, column + at, label)
                for place, (_, what) in enumerate(leaves):
                    if isinstance(what, tuple) and chance.random() < 0.9:
                        value = Decimal(chance.randrange(1, 1000)) / chance.choice([1, 10])
                        item = what[1] if isinstance(what[1], Item) else CHILDREN
                        sheet.cells[row, column + place] = written(chance, sheet, value, item)
                        sheet.truth[row, column + place] = "footer"
                row += 1
        return row

    def years_table(self, sheet, row, column, mapping, state, codes, leaves):
        chance = self.chance
        self.declared = mapping.declared
        style = chance.choice(["Năm {}", "{}", "NĂM {}"])
        over = chance.random() < 0.3
        for year in range(state.first_year, state.first_year + state.years):
            label = style.format(year)
            if style == "{}" and sheet.kind != "csv" and chance.random() < 0.8:
                label = year
            leaves.append(((("Năm", label) if over else (label,)), ("year", year)))
        if chance.random() < 0.15:
            leaves.append(((f"So sánh {year}/{year - 1} (%)",), "unknown"))
        heads = [path for path, _ in leaves]
        top = row
        row = self.head(sheet, row, column, heads)
        sums = {}
        for number, code in enumerate(codes, 1):
            name = self.name(code, number)
            for at, (_, what) in enumerate(leaves):
                place = column + at
                if what == "ordinal":
                    sheet.put(row, place, str(number) if sheet.kind == "csv" else number)
                elif what == "code":
                    sheet.put(row, place, code)
                elif what == "unit":
                    sheet.put(row, place, name)
                elif what == "unknown":
                    self.put(sheet, row, place, VACCINATED, "", state, code, force="unknown column")
                else:
                    self.put(sheet, row, place, mapping.years_item, "", state.copy(year=what[1]), code, sums=sums)
            row += 1
        if chance.random() < 0.4:
            at = next(n for n, (_, what) in enumerate(leaves) if what == "unit")
            sheet.put(row, column + at, chance.choice(TOTALS))
            for place, (_, what) in enumerate(leaves):
                if isinstance(what, tuple):
                    sheet.cells[row, column + place] = written(chance, sheet, Decimal(sums.get(column + place, 0)), CHILDREN)
                    sheet.truth[row, column + place] = "total"
            row += 1
        return row

    # Rows of indicators.

    def row_label(self, item, has_measure):
        """The label of a row, which may say its measure where no column does; the item then remembers."""
        chance, label = self.chance, self.label(item)
        item = item.copy(said=None)
        if not has_measure and item.labels[0].endswith("*") and chance.random() < 0.6:
            if item.base == "%":
                item.said = chance.choice([item.declared or "%"] * 4 + ["‰"])
            else:
                item.said = chance.choice(PEOPLE + THOUSANDS + OTHERS)
            label += f" ({item.said})"
        return label, item

    def rows_table(self, sheet, row, column, mapping, state, codes):
        chance = self.chance
        self.declared = mapping.declared
        leaves = [((chance.choice(["TT", "STT"]),), "ordinal")] if chance.random() < 0.6 else []
        leaves += [((mapping.stub,), "label")]
        has_measure = chance.random() < 0.6
        leaves += [((chance.choice(["Đơn vị tính", "ĐVT"]),), "measure")] if has_measure else []
        if mapping.halves:
            halves = [(("6 tháng đầu năm",), ("value", state.unit, 1)), (("Cả năm",), ("value", state.unit, 0))]
            leaves += halves[chance.choice([0, 0, 1]):]
        elif mapping.shape == "rows":
            leaves += [((mapping.value_label,), ("value", state.unit, None))]
        elif mapping.shape == "rows-years":
            style = chance.choice(["Năm {}", "{}"])
            for year in range(state.first_year, state.first_year + state.years):
                label = style.format(year)
                leaves += [((label if sheet.kind == "csv" or style != "{}" else year,), ("value", state.unit, year))]
        else:
            names = {c: self.units.names[c] for c in codes}
            over = chance.random() < 0.3
            total = [((chance.choice(["Tổng số", "Cộng"]),), "total")] if chance.random() < 0.4 else []
            first = chance.random() < 0.5
            leaves += total if first else []
            for code in codes:
                name = names[code]
                if chance.random() < 0.1 and name.startswith("Xã "):
                    name = name[3:]
                path = ("Chia theo xã", name) if over else (name,)
                leaves += [(path, ("value", code, None))]
            leaves += [] if first else total
        if chance.random() < 0.15:
            leaves += [(("Ghi chú",), "note")]
        if mapping.shape == "across" and chance.random() < 0.1:
            leaves += [((chance.choice(["Kế hoạch", "So với cùng kỳ (%)"]),), "unknown")]
        row = self.head(sheet, row, column, [path for path, _ in leaves])
        items = [i for i in mapping.items if chance.random() < 0.8] or mapping.items[:1]
        if chance.random() < 0.3:
            chance.shuffle(items)
        lines, number = [], 0
        for item in items:
            if chance.random() < 0.15:
                lines.append((chance.choice(mapping.headings), None, "", None))
            number += 1
            label, item = self.row_label(item, has_measure)
            if chance.random() < 0.3:
                label = f"{number}. {label}"
            lines.append((label, item, "", number))
            if item.split:
                lines += [(chance.choice(["- ", "", "+ "]) + name, item, part, None)
                          for part, name in (("sex=male", "Nam"), ("sex=female", "Nữ"))]
            if chance.random() < 0.08:
                lines.append((chance.choice(FOREIGN_LABELS), "unknown", "", None))
        place = {what: n for n, (_, what) in enumerate(leaves) if isinstance(what, str)}
        spell, last_said = {}, None
        if has_measure and chance.random() < 0.25:
            run = [n for n, line in enumerate(lines) if isinstance(line[1], Item) and line[1].base == "người" and not line[1].role and not line[1].declared]
            # One cell of the measure over several rows.
            start = next((n for n in run if n + 1 in run), None)
            if start is not None:
                long = 2
                while start + long in run:
                    long += 1
                word = chance.choice(["người", "Người", "Nghìn người"])
                spell = {start + n: (word, n) for n in range(long)}
                how = chance.choice(["merged", "once"])
        for line, (label, item, part, number) in enumerate(lines):
            sheet.put(row, column + place["label"], label)
            if number and "ordinal" in place:
                sheet.put(row, column + place["ordinal"], str(number) if sheet.kind == "csv" else number)
            stated, doubtful = getattr(item, "said", None), False
            if line in spell:
                stated, behind = spell[line]
                last_said = stated if stated.lower() != "người" else None
                if behind == 0:
                    long = len(spell) if how == "merged" else 1
                    sheet.put(row, column + place["measure"], stated, long)
                doubtful = behind > 0
            elif has_measure and isinstance(item, Item) and not item.role:
                if part:
                    # A blank measure beside a part is the whole's.
                    stated = whole
                elif item.base == "%":
                    stated = chance.choice([item.declared or "%"] * 6 + ["%", "‰", None])
                elif item.base == "cuộc":
                    stated = chance.choice(["cuộc", "Cuộc", None])
                else:
                    stated = chance.choice([item.declared or "người"] * 3 + PEOPLE + [None, chance.choice(THOUSANDS + OTHERS)])
                if not stated and not part and last_said:
                    # Nothing says whether the measure further up still holds.
                    doubtful = True
                    stated = last_said = None
                if stated and not part:
                    last_said = stated if stated.lower() not in ("người", "trẻ em", item.base) else None
                whole = stated
                blank = part and chance.random() < 0.5
                if blank and stated and stated.lower() != "người":
                    doubtful = True
                if stated and not blank:
                    sheet.put(row, column + place["measure"], stated)
            for at, (_, what) in enumerate(leaves):
                if item is None:
                    continue
                if what == "total":
                    self.put(sheet, row, column + at, item if isinstance(item, Item) else CHILDREN, part, state, None, force="total")
                elif what == "unknown":
                    self.put(sheet, row, column + at, CHILDREN, part, state, None, force="unknown column")
                elif isinstance(what, tuple):
                    own = state if what[2] is None else state.copy(year=what[2])
                    if mapping.halves:
                        own = state.copy(half=what[2])
                    if doubtful:
                        own = own.copy(must=False)
                    if item == "unknown":
                        self.put(sheet, row, column + at, CHILDREN, "", own, what[1], force="unknown row")
                    elif item.role:
                        self.put(sheet, row, column + at, item, part, own, what[1], force=f"role {item.role}")
                    else:
                        self.put(sheet, row, column + at, item, part, own, what[1], stated)
            row += 1
        return self.footer(sheet, row, column, [(p, w if w != "note" else "x") for p, w in leaves], state)
