"""Words of the property test of tables: units, items, titles, what tables say of their measure."""
import csv, os, unicodedata
from decimal import Decimal


class Units:
    """The units of Templates/units that were there all through 2008 to 2024, or until a year."""

    def __init__(self, templates):
        self.names, self.parents, self.until, self.districts = {}, {}, {}, {}
        for name in sorted(os.listdir(os.path.join(templates, "units"))):
            if not name.endswith(".csv"):
                continue
            for row in csv.DictReader(open(os.path.join(templates, "units", name), encoding="utf-8")):
                level, start, end = row["level"], row["valid_from"], row["valid_to"]
                if start or level not in ("xã", "thị trấn", "huyện") or not end:
                    continue
                # A day that is not known exactly: only years before it and after it are certain.
                self.names[row["code"]] = row["name"]
                self.until[row["code"]] = int(end[:4]) - 1
                if level == "huyện":
                    self.districts[row["code"]] = []
                else:
                    self.parents[row["code"]] = row["parent_code"]
        for code, parent in self.parents.items():
            self.districts[parent].append(code)

    def there(self, district, year):
        return [code for code in self.districts[district] if year <= self.until[code]]


YEARS = range(2008, 2025)

# Words of a measure, folded by case, and how many of the base each is.
SCALES = {
    "người": 1, "trẻ em": 1, "trẻ": 1, "em": 1, "nghìn người": 1000, "ngàn người": 1000, "1000 người": 1000,
    "1.000 người": 1000, "nghìn em": 1000, "nghìn trẻ em": 1000, "trăm người": 100, "triệu người": 1000000,
}
PEOPLE = ["người", "Người", "trẻ em", "Trẻ em"]
THOUSANDS = ["nghìn người", "Nghìn người", "NGHÌN NGƯỜI"]
OTHERS = ["ngàn người", "1000 người", "1.000 người", "nghìn em", "nghìn trẻ em", "trăm người", "Triệu người"]
MEASURE_LINES = ["Đơn vị tính: {}", "ĐVT: {}", "(Đơn vị tính: {})", "Đvt: {}", "Đơn vị: {}", "Đơn vị tính : {}"]


class Item:
    """What a column or a row of figures means, and what its mapping says of its measure."""

    def __init__(self, labels, indicator, measure="count", breakdown="", base="người"):
        self.labels, self.indicator, self.measure = labels, indicator, measure
        self.breakdown, self.base = breakdown, base
        self.split, self.role, self.declared = False, None, None

    def copy(self, **changes):
        other = Item(list(self.labels), self.indicator, self.measure, self.breakdown, self.base)
        for name in ("split", "role", "declared"):
            setattr(other, name, getattr(self, name))
        for name, value in changes.items():
            setattr(other, name, value)
        return other

    def key(self, part=""):
        return self.indicator, self.measure, ";".join(sorted(filter(None, [self.breakdown, part])))


def circumstance(name, *labels):
    return Item(list(labels), "I:0301", breakdown=f"circumstance={name}")


GROUPS = [
    circumstance("orphan", "Mồ côi", "Trẻ em mồ côi"), circumstance("abandoned", "Bị bỏ rơi", "Trẻ em bị bỏ rơi"),
    circumstance("no-support", "Không nơi nương tựa"), circumstance("disabled", "Khuyết tật", "Trẻ em khuyết tật"),
    circumstance("hiv", "Nhiễm HIV/AIDS", "Nhiễm HIV"), circumstance("offender", "Vi phạm pháp luật"),
    circumstance("drug-addicted", "Nghiện ma túy"), circumstance("exploited", "Bị bóc lột"),
    circumstance("sexually-abused", "Bị xâm hại tình dục"), circumstance("trafficked", "Bị mua bán"),
]
CHILDREN = Item(["Tổng số trẻ em", "Tổng số trẻ em dưới 16 tuổi"], "I:0101")
YOUNG = Item(["Trẻ em dưới 6 tuổi", "Dưới 6 tuổi"], "I:0101", breakdown="age=under-6")
SPECIAL = Item(["Trẻ em có hoàn cảnh đặc biệt", "Trẻ em có HCĐB"], "I:0301")
HELPED = Item(["Được trợ giúp", "Trẻ em được trợ giúp"], "I:0302")
DROWNED = Item(["Tử vong do đuối nước", "Chết đuối"], "I:0305")
MARRIED = Item(["Số cuộc tảo hôn", "Tảo hôn"], "I:0307", base="cuộc")
ADOPTED = Item(["Được nhận làm con nuôi", "Con nuôi"], "I:0310")
CARED = Item(["Được chăm sóc thay thế"], "I:0309")
VACCINATED = Item(["Tỷ lệ tiêm chủng đầy đủ*"], "I:0206", "rate", base="%")
REGISTERED = Item(["Tỷ lệ đăng ký khai sinh*"], "I:0104", "rate", base="%")
INSURED = Item(["Tỷ lệ có thẻ bảo hiểm y tế*"], "I:0211", "rate", base="%")
RATES = [VACCINATED, REGISTERED, INSURED]

# Subjects of titles: what a mapping asks for, what stands there, and the indicator of a bare head.
TOPICS = {
    "special": (["*hoàn cảnh đặc biệt*", "*HCĐB*"], ["Trẻ em có hoàn cảnh đặc biệt", "Tổng hợp trẻ em có HCĐB"], SPECIAL),
    "children": (["*dân số trẻ em*"], ["Dân số trẻ em", "Tình hình dân số trẻ em"], CHILDREN),
    "adopted": (["*con nuôi*"], ["Trẻ em được nhận làm con nuôi"], ADOPTED),
    "drowned": (["*đuối nước*"], ["Trẻ em tử vong do đuối nước"], DROWNED),
    "helped": (["*được trợ giúp*"], ["Trẻ em được trợ giúp"], HELPED),
}
FOREIGN_SUBJECTS = ["Số hộ nghèo", "Cán bộ làm công tác xã hội", "Học sinh phổ thông", "Kết quả cấp thẻ", "Lao động đang làm việc",
                    "Số trẻ em học mẫu giáo", "Người cao tuổi", "Dân số trung bình"]
FOREIGN_LABELS = ["Học nghề", "Vay vốn", "Được tặng quà", "Số hộ", "Hộ nghèo", "Giáo viên", "Số trường", "Số lớp", "Học bổng"]
UNIT_LABELS = ["Tên xã", "Xã, phường, thị trấn", "Xã", "Địa phương", "Xã/phường", "Địa bàn", "Tên xã, phường", "Xã, thị trấn",
               "Tên địa phương", "Các xã"]
ROW_LABELS = ["Chỉ tiêu", "Nội dung", "Tên chỉ tiêu", "Danh mục", "Chỉ tiêu báo cáo", "Diễn giải"]
TOTALS = ["Tổng cộng", "Cộng", "Toàn huyện", "Tổng số"]
ORDINALS = ["STT", "TT", "Số TT"]


def year_words(chance, year, half=0):
    if half:
        return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}"
    return chance.choice([f"năm {year}", f"Năm {year}", f"năm: {year}"] if chance.random() < 0.1 else [f"năm {year}"])


def styled(chance, text):
    """A title as clerks write it: as it is, in capitals, composed or decomposed."""
    if chance.random() < 0.4:
        text = text.upper()
    if chance.random() < 0.15:
        text = unicodedata.normalize("NFD", text)
    return text


def figure(chance, item, factor):
    """A figure of an item as a number of its table: small counts, rates with decimals."""
    if item.measure == "rate":
        value = Decimal(chance.randrange(400, 1000)) / 10 if factor == 1 else Decimal(chance.randrange(4000, 10000)) / 10
        return value.normalize() if value % 1 else value.quantize(Decimal(1))
    if factor >= 1000:
        return Decimal(chance.randrange(1, 400)) / chance.choice([1, 1, 10])
    return Decimal(chance.choice([chance.randrange(0, 40), chance.randrange(0, 900), chance.randrange(900, 9000)]))


def written(chance, sheet, value, item):
    """A number as the cell holds it: a number, or a text with Vietnamese marks."""
    whole = value == value.to_integral_value()
    plain = str(int(value)) if whole else format(value.normalize(), "f")
    comma = plain.replace(".", ",")
    grouped = f"{int(value):,}".replace(",", ".") if whole and value >= 1000 and item.measure == "count" else comma
    if sheet.kind == "csv":
        return chance.choice([plain, comma, grouped])
    if chance.random() < 0.12:
        return chance.choice([comma, grouped])
    return int(value) if whole else Decimal(plain)


class Doubtful(str):
    """What a table says of its measure in a place that a program may hold back."""
