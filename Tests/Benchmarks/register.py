"""Writes the register of the benchmarks as CSV: ROWS children, 20 mixed columns, from a seed.

The people are made up. One field in ten is empty, as in the registers of communes.
"""

import random
import sys
from datetime import date, timedelta

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Gia Bảo Khánh Hoài Thùy Xuân Kim".split()
GIVEN = "An Bình Chi Dũng Giang Hà Hùng Khoa Lan Mai Nam Oanh Phúc Quân Sơn Tâm Uyên Vy Yến".split()
COMMUNE = [f"{kind} {name} {number}" for kind in ("Xã", "Phường") for name in
           ("Tân Khai", "Đức Phổ", "Hòa Bình", "Mỹ Lộc", "Phú Thịnh") for number in range(1, 41)]
ETHNIC = ["Kinh", "Tày", "Thái", "Mường", "Khmer", "Hrê", "Co", "Xơ Đăng", "Hoa", "Nùng"]
STATE = ["Mồ côi cả cha và mẹ", "Bị bỏ rơi", "Khuyết tật", "Nhiễm HIV", "Hộ nghèo & cận nghèo",
         "Bị xâm hại", "Vi phạm pháp luật", "Lao động trẻ em", "Không"]
SCHOOL = ["Mầm non", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Bỏ học"]
HEADER = ["STT", "Mã trẻ", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Mã xã", "Xã",
          "Thôn", "Người giám hộ", "Hoàn cảnh", "Bậc học", "Chiều cao", "Cân nặng", "Trợ cấp",
          "Điểm", "Tỷ lệ", "Ngày lập", "Có thẻ", "Ghi chú"]
FIRST = date(2008, 1, 1)


def rows(count, seed):
    rng = random.Random(seed)
    choice, below, unit = rng.choice, rng.randrange, rng.random
    for number in range(1, count + 1):
        surname = choice(FAMILY)
        place = below(len(COMMUNE))
        yield [
            str(number), f"TE{number * 7919 % 99_999_989:08d}",
            f"{surname} {choice(MIDDLE)} {choice(GIVEN)}",
            (FIRST + timedelta(days=below(5800))).isoformat(), choice(("Nam", "Nữ")),
            choice(ETHNIC), f"{place + 20001:05d}", COMMUNE[place],
            f"Thôn {below(20) + 1}" if unit() > 0.3 else "",
            f"{surname} {choice(MIDDLE)} {choice(GIVEN)} {below(90) + 10}" if unit() > 0.2 else "",
            choice(STATE), choice(SCHOOL) if unit() > 0.2 else "", f"{below(1200) / 10 + 50:g}",
            f"{below(600) / 10 + 3:g}", str(below(200) * 10_000) if unit() > 0.5 else "",
            f"{unit() * 10:.4f}", f"{unit():.15g}",
            (FIRST + timedelta(days=5000 + below(1500))).isoformat(),
            "TRUE" if unit() > 0.5 else "FALSE",
            f'Ghi chú "{number}", đã xác minh' if unit() > 0.8 else "",
        ]


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    out = sys.stdout
    out.write(",".join(HEADER) + "\n")
    for row in rows(count, seed):
        out.write(",".join('"' + field.replace('"', '""') + '"' if '"' in field or "," in field
                           else field for field in row) + "\n")


main()
