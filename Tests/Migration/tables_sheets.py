"""Whole sheets: what stands around the tables, and how one table's words reach to the next."""
from tables_files import Sheet
from tables_make import Maker, State
from tables_words import *

NEUTRAL = ["Tình hình trẻ em", "Số liệu trẻ em", "Số liệu thống kê về trẻ em", "Biểu tổng hợp số trẻ em"]


class SheetMaker(Maker):
    def sheet(self, name, kind):
        chance = self.chance
        sheet = Sheet(name, kind)
        sheet.last, sheet.named, sheet.year = None, None, None
        # One subject for the tables of a mapping that asks for none: two of them are two tables.
        sheet.subject, sheet.doubted, sheet.names = chance.choice(NEUTRAL), set(), []
        row = self.letterhead(sheet)
        overall = None
        if chance.random() < 0.2:
            overall = State(year=chance.choice(YEARS))
            sheet.put(row, 0, styled(chance, f"Báo cáo công tác trẻ em {year_words(chance, overall.year)}"))
            row += chance.choice([1, 2])
        column = chance.choice([0, 0, 0, 0, 1, 2])
        before, mapping = [], None
        for number in range(min(self.most_tables, chance.choice([1, 1, 2, 2, 2, 3, 4]))):
            if mapping is None or chance.random() < 0.45:
                mapping = chance.choice(self.mappings)
            if chance.random() < 0.1:
                column = chance.choice([0, 1, 2, 3])
            end = None
            for _ in range(4):
                plan = self.plan(mapping, before)
                end = self.table(sheet, row, column, mapping, plan, overall, before, number)
                if end is not None:
                    break
                mapping = chance.choice(self.mappings)
            if end is None:
                continue
            sheet.tables.append((f"{mapping.shape}/{plan}", row, end))
            sheet.names.append((mapping.name, row, end))
            if chance.random() < 0.12:
                end = self.signatures(sheet, end, column)
            row = end + chance.choice([0, 1, 1, 1, 2, 3])
        if chance.random() < 0.3:
            self.signatures(sheet, row, column)
        for place, truth in sheet.truth.items():
            doubt = any(name in sheet.doubted and start <= place[0] < end for name, start, end in sheet.names)
            if doubt and not isinstance(truth, str):
                sheet.truth[place] = truth._replace(must=False)
        return sheet

    def plan(self, mapping, before):
        plans = {"fits": 60, "no-year": 5, "other-head": 7, "measure": 8}
        if mapping.titled or any(s.mapping == mapping.name and s.plan == "fits" for s in before):
            plans["other-subject"] = 14
        if mapping.shape == "units":
            plans.update({"page-break": 8, "year-lines": 6, "side-by-side": 3})
            plans["year-head"] = 3
        if "sheet-name" in mapping.period_places and not before:
            plans["sheet-year"] = 15
        if mapping.shape == "rows":
            plans["unit-title"] = 10
        if before:
            plans.update({"untitled": 14, "untitled-other-head": 6, "headless": 5, "year-title": 8})
        return self.chance.choices(list(plans), list(plans.values()))[0]

    # One table.

    def table(self, sheet, row, column, mapping, plan, overall, before, number):
        """Writes a table; returns the row below it, or nil where its plan cannot be made."""
        chance = self.chance
        last = before[-1] if before else None
        if plan == "headless":
            return self.headless(sheet, row, before)
        if plan in ("untitled", "untitled-other-head"):
            if last.plan in ("year-head", "year-lines", "side-by-side") or last.years > 1 or (
                    mapping.shape == "rows" and last.half):
                return None
            if mapping.titled and last.topic != mapping.topic and last.stop is None:
                # The head may be that of the subject above.
                return None
            state = self.inherited(mapping, before)
        else:
            state = State()
        shape = mapping.shape
        years = chance.choice([2, 3, 4]) if shape in ("years", "periods", "rows-years") else 1
        most = {"rows": 1, "rows-years": 1, "across": 7}.get(shape, 9)
        least = 1 if most == 1 else 2
        own, by_name = {}, "sheet-name" in mapping.period_places and sheet.year
        if plan == "sheet-year" and (sheet.kind == "csv" or sheet.named or overall):
            return None
        if plan == "unit-title" and not overall:
            return None
        if plan in ("untitled", "untitled-other-head") and years == 1 and state.year:
            own = {"year": state.year, "half": state.half}
        elif plan in ("no-year", "unit-title") and overall and years == 1:
            own = {"year": overall.year, "half": 0}
        elif plan == "no-year" and by_name and years == 1:
            own = {"year": by_name, "half": 0}
        elif overall and years == 1 and chance.random() < 0.6:
            own = {"year": overall.year, "half": 0}
        picked = self.pick(mapping, least, most, years, **own)
        if picked is None:
            return None
        district, year, half, codes = picked
        if plan in ("year-lines", "year-head", "sheet-year", "year-title") and half:
            return None
        if mapping.halves:
            # The column of the first half needs its own place.
            if mapping.keys() & self.used[codes[0], self.period(year, 1)]:
                return None
            self.take(mapping, codes, year, 1)
        if years > 1:
            state = state.copy(first_year=year, years=years, year=year, by_year=chance.random() < 0.3)
        elif plan in ("no-year", "unit-title"):
            doubtful = any(s.year not in (None, overall.year) for s in before) if overall else True
            state = state.copy(year=overall.year if overall else by_name or None, must=not doubtful)
        elif plan not in ("untitled", "untitled-other-head"):
            state = state.copy(year=year, half=half)
        if overall and number == 0 and years == 1 and state.year and (state.year, state.half) != (overall.year, 0):
            # Two years above one table: the nearer one holds, but a program may ask.
            state = state.copy(must=False)
        if shape in ("rows", "rows-years"):
            if plan not in ("untitled", "untitled-other-head"):
                state = state.copy(unit=codes[0])
            elif state.unit in self.units.districts and shape == "rows-years":
                return None
            elif state.unit:
                # The unit that the title before named, if the figures are free there.
                if mapping.keys() & self.used[state.unit, self.period(state.year, state.half)] or years > 1:
                    return None
                self.take(mapping, [state.unit], state.year, state.half)
        if plan == "other-subject":
            state = state.copy(stop="another subject")
        if plan == "year-title" and before[-1].stated and (
                before[-1].mapping != mapping.name or mapping.declared or any(i.declared for i in mapping.items)):
            return None
        if plan == "untitled" and not mapping.titled and (last.topic or last.stop):
            sheet.doubted.add(mapping.name)
        if plan in ("untitled", "untitled-other-head") and (last.named not in (None, district) or last.unit):
            state.must = False
        if plan == "year-title" and shape in ("rows", "rows-years"):
            # Whose figures these are stands further up, too.
            unit, period = before[-1].unit, self.period(year, half)
            if unit not in self.units.parents or years > 1 or mapping.halves or mapping.keys() & self.used[unit, period]:
                return None
            self.take(mapping, [unit], year, half)
            codes, state = [unit], state.copy(unit=unit)
        if plan == "year-title" and (before[-1].topic or before[-1].stop):
            sheet.doubted.add(mapping.name)
        if plan == "year-title":
            # The year alone: what the table is about stands further up, if anywhere.
            state = state.copy(must=state.must and not mapping.titled and shape not in ("rows", "rows-years"))
            if mapping.titled and before[-1].topic != mapping.topic:
                state.stop = "another subject"
            if before[-1].stated or any(s.stop == "another subject" for s in before):
                state.must = False
                state.stated = before[-1].stated
        if plan in ("other-head", "untitled-other-head"):
            state = state.copy(stop="another head")
        titles = []
        if plan not in ("untitled", "untitled-other-head"):
            titles, state = self.titles(sheet, mapping, plan, state, district, number)
        if plan == "year-title" and shape in ("rows", "rows-years") and before[-1].unit is None:
            state.stop = "no unit"
        if plan == "sheet-year":
            sheet.year = year
            sheet.named = chance.choice([f"Năm {year}", f"{year}", f"Nam {year}"])
        if plan == "side-by-side":
            return self.pair(sheet, row, column, mapping, state, codes, district, before)
        row = self.put_titles(sheet, row, column, titles, mapping)
        before.append(state.copy(plan=plan, mapping=mapping.name, topic=mapping.topic if mapping.titled else None))
        if plan in ("other-head", "untitled-other-head"):
            return self.other_head(sheet, row, column, mapping, state, codes)
        if plan == "year-head":
            state = state.copy(must=False)
            label = chance.choice(["Năm {}", "Thực hiện năm {}"]).format(year)
            return self.units_table(sheet, row, column, mapping, state, codes, district, over=label)
        if shape in ("rows", "rows-years", "across"):
            return self.rows_table(sheet, row, column, mapping, state, codes)
        if plan == "page-break" and len(codes) > 2:
            again = [t[1] if isinstance(t, tuple) else t for t in titles] if chance.random() < 0.5 else []
            return self.units_table(sheet, row, column, mapping, state, codes, district,
                                    repeat=(chance.randrange(2, len(codes) + 1), again))
        if plan == "year-lines":
            blocks = [(year, codes)]
            for more in (1, 2):
                if chance.random() < 0.6:
                    found = self.pick(mapping, 2, 5, 1, year=year + more, half=0)
                    if found:
                        blocks.append((year + more, found[3]))
            return self.units_table(sheet, row, column, mapping, state, codes, district, blocks=blocks)
        return self.units_table(sheet, row, column, mapping, state, codes, district)

    def inherited(self, mapping, before):
        """What a table without a title has from those above it."""
        last = before[-1]
        state = State(year=last.year if last.years == 1 else None, half=last.half, unit=last.unit or last.named, stated=last.stated)
        sure = all((s.year, s.half, s.stop, s.plan) == (last.year, last.half, None, "fits") for s in before)
        state.must = sure and len(before) == 1 and not mapping.titled and last.must and last.stated is None \
            and last.years == 1 and last.topic is None
        if mapping.titled and last.topic != mapping.topic:
            state.stop = "another subject"
        if last.stop == "another subject" and mapping.titled:
            state.stop = last.stop
        if mapping.shape in ("years", "periods", "rows-years"):
            state.must = False
        return state

    def titles(self, sheet, mapping, plan, state, district, number):
        """The lines above a table, and what they make of its state."""
        chance = self.chance
        subject = chance.choice(TOPICS[mapping.topic][1])  if mapping.titled else sheet.subject
        if plan == "other-subject":
            subject = chance.choice(FOREIGN_SUBJECTS)
            if not mapping.titled:
                sheet.doubted.add(mapping.name)
        where = ""
        if state.unit:
            name = self.units.names[state.unit]
            where = name[0].lower() + name[1:]
            if chance.random() < 0.5:
                above = self.units.names[self.units.parents[state.unit]]
                where += ", " + above[0].lower() + above[1:]
            if "sheet-name" in mapping.unit_places and sheet.kind != "csv" and not sheet.named and number == 0 and chance.random() < 0.5:
                sheet.named, where = name, ""
        elif mapping.shape in ("units", "split", "across") and chance.random() < 0.3 and plan != "year-lines":
            name = self.units.names[district]
            where = chance.choice(["", "- ", "trên địa bàn "]) + name[0].lower() + name[1:]
            state = state.copy(named=district)
        when = ""
        if plan == "year-title":
            when = chance.choice(["Năm {}", "NĂM {}", "Năm {}:", "2. Năm {}", "b) Năm {}"]).format(state.year)
        elif state.first_year:
            last = state.first_year + state.years - 1
            when = chance.choice(["qua các năm", f"giai đoạn {state.first_year}-{last}", "", f"các năm {state.first_year} - {last}"])
        elif plan == "year-lines":
            when = chance.choice(["qua các năm", ""])
        elif plan == "year-head":
            when = chance.choice(["", f"năm {state.year + 1}"])
        elif plan not in ("no-year", "unit-title", "sheet-year"):
            when = year_words(chance, state.year, state.half)
        marks = ["", "", "", f"{number + 1}. ", f"{'I' * (number + 1)}. ", f"Biểu {number + 1}: ", f"Bảng {number + 1}. ", f"Biểu số {number + 1} - "]
        lines = [chance.choice(marks) + " ".join(filter(None, [subject, where]))]
        if plan == "unit-title" and where:
            lines = [chance.choice(["", f"{number + 1}. ", f"{number + 1}) "]) + self.units.names[state.unit]]
        if plan == "year-title":
            lines, when = [when], ""
        if when and chance.random() < 0.75:
            lines[0] += " " + when
        elif when:
            lines.append(chance.choice(["{}", "({})"]).format(when[0].upper() + when[1:]))
        lines = [styled(chance, line) for line in lines]
        if chance.random() < 0.12:
            year = (state.year or 2014) + 1
            lines.append(f"(Kèm theo Báo cáo số 45/BC-LĐTBXH ngày 15/01/{year})")
        word = None
        declared = mapping.declared
        if plan == "measure":
            word = chance.choice(PEOPLE + THOUSANDS + OTHERS)
        elif declared and chance.random() < 0.8:
            word = declared
        elif chance.random() < 0.25 and not declared and not any(i.base == "cuộc" for i in mapping.items) and not any(
                i.declared for i in mapping.items):
            word = chance.choice(PEOPLE)
        if word and mapping.shape in ("rows", "across", "rows-years"):
            # A line for the whole table, whose rows have measures of their own: only a doubt.
            state = state.copy(must=False) if any(i.base != "người" or i.declared for i in mapping.items) else state
            if any(i.base != "người" or i.declared for i in mapping.items):
                word = None
        if word and any(i.base == "cuộc" for i in mapping.items):
            word = None
        if word:
            line = chance.choice(MEASURE_LINES).format(word)
            if chance.random() < 0.12:
                lines[0] += f" (ĐVT: {word})"
            else:
                lines.append(("measure", line))
            state = state.copy(stated=word)
        return lines, state

    def put_titles(self, sheet, row, column, titles, mapping):
        chance = self.chance
        at = column if chance.random() < 0.7 else chance.choice([0, column + 1])
        wide = chance.choice([1, 1, 3, 4])
        for title in titles:
            if isinstance(title, tuple):
                sheet.put(row, column + chance.choice([0, 2, 3]), title[1])
            else:
                sheet.put(row, at, title, 1, wide)
            row += 1
        if titles and chance.random() < 0.4:
            row += 1
        return row

    def other_head(self, sheet, row, column, mapping, state, codes):
        """A table of the same columns whose head no mapping knows."""
        chance = self.chance
        wide = chance.choice([1, 2, 3])
        leaves = [(("STT",),)] if not mapping.two and chance.random() < 0.7 else []
        leaves += [((mapping.stub,),)] + [((label,),) for label in chance.sample(FOREIGN_LABELS, wide)]
        row = self.head(sheet, row, column, [p for p, in leaves])
        first = len(leaves) - wide
        names = [self.name(code, n) for n, code in enumerate(codes, 1)]
        if mapping.shape in ("rows", "rows-years", "across"):
            names = [self.label(i) for i in mapping.items]
        for number, name in enumerate(names, 1):
            if first == 2:
                sheet.put(row, column, str(number) if sheet.kind == "csv" else number)
            sheet.put(row, column + first - 1, name)
            for at in range(wide):
                self.declared = None
                self.put(sheet, row, column + first + at, CHILDREN, "", state, None, force="another head")
            row += 1
        return row

    def headless(self, sheet, row, before):
        """A title and rows without a head, in the columns of the table before."""
        chance = self.chance
        # Nothing would say whether a line of the measure further up still holds.
        if not sheet.last or sheet.last[0].shape not in ("units", "split") or any(s.stated for s in before):
            return None
        mapping, leaves, column = sheet.last
        picked = self.pick(mapping)
        if picked is None:
            return None
        district, year, half, codes = picked
        state = State(year=year, half=half, must=False)
        plan = "headless"
        if mapping.titled and chance.random() < 0.5:
            state.stop, plan = "another subject", "other-subject"
        titles, state = self.titles(sheet, mapping, plan, state, district, len(before))
        row = self.put_titles(sheet, row, column, titles, mapping)
        self.declared = mapping.declared
        before.append(state.copy(plan="headless", mapping=mapping.name, topic=mapping.topic))
        return self.units_body(sheet, row, column, mapping, state.copy(must=False), codes, district, leaves)

    def pair(self, sheet, row, column, mapping, state, codes, district, before):
        """Two tables side by side under different years."""
        chance = self.chance
        other = self.pick(mapping)
        if other is None or state.half or other[2]:
            return None
        title = chance.random() < 0.5
        first = state.copy(must=False, stated=None)
        second = State(year=other[1], must=False)
        sheet.put(row, column, f"Năm {first.year}" if title else f"{sheet.subject} năm {first.year}")
        end = self.units_table(sheet, row + 1, column, mapping, first, codes, district)
        right = max(c for r, c in sheet.cells if r > row) + 2
        sheet.put(row, right, f"Năm {second.year}" if title else f"{sheet.subject} năm {second.year}")
        if mapping.titled:
            for place in sheet.truth:
                if place[0] > row:
                    sheet.truth[place] = "another subject"
            second.stop = "another subject"
        end = max(end, self.units_table(sheet, row + 1, right, mapping, second, other[3], other[0]))
        before.append(first.copy(plan="side-by-side", mapping=mapping.name, topic=None, year=None))
        sheet.last = None
        return end

    # Around the tables.

    def letterhead(self, sheet):
        chance = self.chance
        if chance.random() > 0.25:
            return 0
        sheet.put(0, 0, chance.choice(["ỦY BAN NHÂN DÂN", "UBND HUYỆN", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"]))
        sheet.put(0, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        sheet.put(1, 0, "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI")
        sheet.put(1, 4, "Độc lập - Tự do - Hạnh phúc")
        return chance.choice([2, 3])

    def signatures(self, sheet, row, column):
        chance = self.chance
        if chance.random() < 0.4:
            sheet.put(row, column, chance.choice(["Ghi chú: số liệu đã rà soát", "Nguồn: các xã báo cáo"]))
            row += 1
        if chance.random() < 0.6:
            sheet.put(row, column + 3, f"Ngày {chance.randrange(1, 29)} tháng {chance.randrange(1, 13)} năm {chance.choice(YEARS)}")
            row += 1
        sheet.put(row, column + 1, "Người lập biểu")
        sheet.put(row, column + 3, chance.choice(["Thủ trưởng đơn vị", "CHỦ TỊCH", "KT. CHỦ TỊCH"]))
        return row + 1
