"""Mappings of the property test of tables: a suite for each folder, drawn anew, that tells its tables apart."""
import json
from tables_words import *


def flow(pairs):
    def text(value):
        if isinstance(value, list):
            return "[" + ", ".join(map(text, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k}: {text(v)}" for k, v in value.items()) + "}"
        return value if isinstance(value, Bare) else json.dumps(str(value), ensure_ascii=False)
    return text(dict(pairs))


class Bare(str):
    """A word of the syntax, written without quotes."""


class Mapping:
    """A mapping and what its tables look like.

    `shape` is units (as rows), split (a row for each sex below a unit), years (as columns), periods
    (a column of years), rows (indicators as rows), across (units as columns), rows-years.
    """

    def __init__(self, name, shape, stub, items, topic=None):
        self.name, self.shape, self.stub, self.items, self.topic = name, shape, stub, items, topic
        self.declared, self.by_factor, self.without, self.labels = None, False, [], []
        self.extras, self.period_places, self.unit_places = [], ["title"], ["title"]
        self.years_item, self.total_column, self.titled = None, False, topic is not None
        self.value_label, self.two, self.old, self.shipped = "Số lượng", False, False, False
        self.headings, self.halves = ROW_HEADINGS, False

        # The row of the whole below a unit is none of the table's totals.
        self.totals = TOTALS[:3] if shape == "split" else TOTALS

    def keys(self):
        items = [self.years_item] if self.years_item else self.items
        parts = ["", "sex=male", "sex=female"]
        return {i.key(p) for i in items if i.role is None for p in (parts if i.split or self.shape == "split" else parts[:1])}

    def entry(self, item, extra=()):
        pairs = [("label", item.labels)]
        if item.role:
            return pairs + [("role", Bare(item.role))] + ([("split", Bare("sex"))] if item.split else [])
        pairs += [("indicator", item.indicator)]
        if item.measure != "count":
            pairs += [("measure", Bare(item.measure))]
        if item.breakdown:
            name, value = item.breakdown.split("=")
            pairs += [("breakdown", {name: Bare(value)})]
        if item.split:
            pairs += [("split", Bare("sex"))]
        if item.declared:
            pairs += [("unit-of-measure", item.declared)]
            if self.by_factor:
                pairs += [("factor", Bare("0.1" if item.base == "%" else SCALES[item.declared]))]
        return pairs + list(extra)

    def yaml(self):
        lines = [f"mapping: {self.name}", f"title: {self.name}", "set: tt13-2021", "target: matrix"]
        recognise = [("labels", self.labels)]
        if self.titled:
            recognise += [("titles", TOPICS[self.topic][0])]
        if self.without:
            recognise += [("without", self.without)]
        lines += [f"recognise: {flow(recognise)}"]
        if self.declared:
            lines += [f"unit-of-measure: {json.dumps(self.declared, ensure_ascii=False)}"]
            if self.by_factor:
                lines += [f"factor: {SCALES[self.declared]}"]
        units = self.shape in ("units", "split", "years", "periods")
        lines += [f"unit: {{from: [{'column' if units else ', '.join(self.unit_places)}]}}"]
        lines += [f"period: {{from: [{'column' if self.shape == 'periods' else ', '.join(self.period_places)}]}}"]
        lines += ["splits:", "  sex:"] + [f"    - {flow(p)}" for p in (
            [("label", ["Tổng số", "TS", "Tổng"]), ("total", Bare("true"))],
            [("label", ["Nam", "Trai"]), ("breakdown", {"sex": Bare("male")})],
            [("label", ["Nữ", "Gái"]), ("breakdown", {"sex": Bare("female")})])]
        lines += ["columns:"] + [f"  - {flow(p)}" for p in self.columns(units)]
        rows = self.rows()
        if rows:
            lines += ["rows:"] + [f"  - {flow(p)}" for p in rows]
        if units:
            lines += [f"totals: {flow([('rows', self.totals)])}"]
        return "\n".join(lines) + "\n"

    def columns(self, units):
        yield [("role", Bare("ordinal")), ("label", ORDINALS)]
        if units:
            if not self.two:
                yield [("role", Bare("unit-code")), ("label", ["Mã xã", "Mã số"])]
            yield [("role", Bare("unit")), ("label", [self.stub])]
        else:
            yield [("role", Bare("label")), ("label", [self.stub])]
            yield [("role", Bare("ignore" if self.old else "measure")), ("label", ["Đơn vị tính", "ĐVT"])]
        if self.shape == "split":
            yield [("role", Bare("label")), ("label", ["Phân tổ", "Giới tính"])]
        if self.shape == "periods":
            yield [("role", Bare("period")), ("label", ["Năm", "Năm báo cáo"])]
        if self.shape == "years":
            yield [("period", Bare("label"))] + self.entry(self.years_item)[1:]
        elif self.shape == "rows-years":
            yield [("period", Bare("label"))]
        elif self.shape == "across":
            yield [("id", Bare("u")), ("unit", Bare("label"))]
            yield [("role", Bare("total")), ("label", ["Tổng số", "Cộng"]), ("sum-of", [Bare("u")])]
        elif self.shape == "rows":
            yield [("label", [self.value_label]), ("period", Bare("year"))]
        else:
            for number, item in enumerate(self.items):
                yield self.entry(item, [("id", Bare(f"c{number}"))] if self.total_column and not item.role else [])
            if self.total_column:
                plain = [Bare(f"c{n}") for n, i in enumerate(self.items) if not i.role]
                yield [("role", Bare("total")), ("label", ["Cộng các nhóm"]), ("sum-of", plain)]
        yield [("role", Bare("note")), ("label", ["Ghi chú"])]

    def rows(self):
        if self.shape == "split":
            return [[("label", ["Tổng số", "TS"])], [("label", ["Nam"]), ("breakdown", {"sex": Bare("male")})],
                    [("label", ["Nữ"]), ("breakdown", {"sex": Bare("female")})]]
        if self.shape not in ("rows", "across", "rows-years"):
            return []
        found = [[("label", [h]), ("heading", Bare("true"))] for h in self.headings]
        for item in self.items:
            if item.role == "review":
                found.append([("label", item.labels), ("review", Bare("true"))])
            else:
                found.append(self.entry(item))
        return found


ROW_HEADINGS = ["Dân số", "Bảo vệ trẻ em", "Sức khỏe"]


def suite(chance, folder, old):
    """The mappings of one folder: their labels overlap, but a careful author's recognition parts them."""
    stubs, heads = list(UNIT_LABELS), list(ROW_LABELS)
    chance.shuffle(stubs)
    chance.shuffle(heads)
    made = []

    def add(name, shape, stub, items, topic=None, **more):
        mapping = Mapping(f"m-{folder}-{name}", shape, stub, items, topic)
        mapping.old = old
        for key, value in more.items():
            setattr(mapping, key, value)
        made.append(mapping)
        return mapping

    def copies(items, split=0.3):
        return [i.copy(split=i.base == "người" and i is not YOUNG and chance.random() < split) for i in items]

    # Groups as columns: the labels of the second are a subset of the first's.
    groups = list(GROUPS)
    chance.shuffle(groups)
    titled = "special" if chance.random() < 0.5 else None
    shared = stubs.pop()
    wide = copies(groups[:chance.randrange(4, 8)] + [i for i in (CHILDREN, YOUNG, SPECIAL, *RATES) if chance.random() < 0.5])
    review = Item(["Lao động sớm", "Lang thang"], "", "count").copy(role=chance.choice(["review", "ignore"]))
    first = add("nhom", "units", shared, wide + [review], titled)
    first.labels = [" | ".join(group.labels) for group in groups[:3]]
    first.total_column = chance.random() < 0.2 and not any(i.split or i.measure == "rate" or i in (CHILDREN, SPECIAL) for i in wide)
    small = add("nhom-nho", "units", shared, [i.copy() for i in wide if i.key() in {g.key() for g in groups[:2]}]
                + copies([DROWNED, CARED]), titled)
    small.labels = [" | ".join(groups[0].labels), " | ".join(groups[1].labels)]
    # One head under several subjects.
    same = stubs.pop()
    for topic in chance.sample(["special", "children", "adopted", "drowned"], 2):
        item = TOPICS[topic][2]
        parts = [item.copy(labels=["Tổng số", "TS"]), item.copy(labels=["Nam", "Trai"], breakdown="sex=male"),
                 item.copy(labels=["Nữ", "Gái"], breakdown="sex=female")]
        add(f"chung-{topic}", "units", same, parts, topic, labels=[same, "Nam | Trai", "Nữ | Gái"])
    add("phan-to", "split", stubs.pop(), copies(groups[:3], 0), None,
        labels=["Phân tổ | Giới tính", " | ".join(groups[0].labels)])
    pair = add("hai-cot", "units", stubs.pop(), [MARRIED.copy()], None, two=True)
    pair.labels = [pair.stub, " | ".join(MARRIED.labels)]
    column = add("cot-nam", "periods", stubs.pop(), copies([ADOPTED, HELPED], 0.2), None)
    column.labels = [column.stub, "Năm | Năm báo cáo"]
    # Figures in thousands, as the whole mapping or a column says.
    scaled = add("nghin", "units", stubs.pop(), [CHILDREN.copy(labels=["Số trẻ em*"])] +
                 [i.copy() for i in chance.sample(RATES, 1)])
    scaled.labels = [scaled.stub, "Số trẻ em*"]
    if not old:
        if chance.random() < 0.5:
            scaled.items = scaled.items[:1]
            scaled.declared = "nghìn người"
        else:
            scaled.items[0].declared = "nghìn người"
            if chance.random() < 0.5:
                scaled.items[1].declared = "‰"
        scaled.by_factor = chance.random() < 0.5
    # Indicators as rows.
    kinds = [CHILDREN, YOUNG, SPECIAL, DROWNED, MARRIED, *RATES, groups[0], groups[3]]
    listed = [i.copy(split=i in (CHILDREN, SPECIAL) and chance.random() < 0.5) for i in kinds if chance.random() < 0.8]
    if not old and chance.random() < 0.5:
        for item in listed:
            if item.base == "%" and chance.random() < 0.5:
                item.declared = "‰"
            elif item is not None and item.indicator == "I:0101" and not item.split and chance.random() < 0.5:
                item.declared = "nghìn người"
    rows = add("dong", "rows", heads.pop(), listed, None, value_label=chance.choice(["Số lượng", "Số liệu", "Kết quả"]))
    rows.by_factor = chance.random() < 0.5
    if not old and chance.random() < 0.5:
        rows.items.append(Item(["Trẻ em lang thang"], "").copy(role="review"))
    rows.labels = [rows.stub, rows.value_label]
    if chance.random() < 0.5:
        rows.unit_places = ["title", "sheet-name"]
    for item in rows.items:
        if item.declared is None and item.indicator == "I:0101" and not item.split and chance.random() < 0.3:
            item.labels = [item.labels[0] + "*"]
    if chance.random() < 0.4:
        for mapping in made:
            if mapping.shape == "units":
                mapping.period_places = ["title", "sheet-name"]
    made.extend(shipped(chance))
    if not old:
        years = add("nam", "years", stubs.pop(), [], "children", years_item=CHILDREN.copy())
        years.labels = [years.stub]
        table = add("dong-nam", "rows-years", heads.pop(), [i.copy() for i in listed if not i.role], None)
        table.labels, table.without = [table.stub], ["Cả năm"]
        across = add("ngang", "across", heads.pop(), [i.copy() for i in listed if not i.role], None)
        across.labels, across.without = [across.stub], ["Cả năm"]
    return made


def shipped(chance):
    """Two mappings of Templates/legacy, as far as the tables here use them."""
    special = Mapping("te-hcdb-2012", "units", "Đơn vị", [
        i.copy(labels=labels, split=chance.random() < 0.3) for i, labels in (
            (CHILDREN, ["Tổng số trẻ em"]), (SPECIAL, ["Trẻ em có hoàn cảnh đặc biệt", "Trẻ em có HCĐB"]),
            (GROUPS[0], ["Trẻ em mồ côi", "Mồ côi cả cha và mẹ"]), (GROUPS[1], ["Trẻ em bị bỏ rơi", "Bị bỏ rơi"]),
            (GROUPS[4], ["Nhiễm HIV/AIDS"]), (GROUPS[6], ["Nghiện ma túy"]))], "special")
    special.items += [Item(["Nạn nhân chất độc hóa học", "Nạn nhân chất độc da cam"], "").copy(role="review"),
                      Item(["Lang thang"], "").copy(role="ignore")]
    special.labels = ["Trẻ em bị bỏ rơi | Bị bỏ rơi", "Nạn nhân chất độc hóa học | Nạn nhân chất độc da cam"]
    special.period_places = ["title", "sheet-name"]
    year = Mapping("te-nam-theo-xa", "rows", chance.choice(["Chỉ tiêu", "Nội dung"]), [
        CHILDREN.copy(split=True), YOUNG.copy(labels=["Trẻ em dưới 6 tuổi", "Số trẻ em dưới 6 tuổi"]),
        SPECIAL.copy(labels=["Số trẻ em có hoàn cảnh đặc biệt", "Trẻ em có hoàn cảnh đặc biệt"], split=True),
        HELPED.copy(labels=["Trong đó được trợ giúp"]), DROWNED.copy(labels=["Trẻ em chết đuối"]),
        MARRIED.copy(labels=["Số cuộc tảo hôn"]), ADOPTED.copy(labels=["Số trẻ em được nhận làm con nuôi"], split=True),
        VACCINATED.copy(labels=["Tỷ lệ tiêm chủng đầy đủ"])])
    year.halves, year.headings, year.unit_places = True, ["Dân số trẻ em", "Bảo vệ trẻ em"], ["title", "sheet-name"]
    for mapping in (special, year):
        mapping.shipped = True
    return [special, year]
