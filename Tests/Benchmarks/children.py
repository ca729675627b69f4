"""Writes a register of children (DS-01) as CSV in which every record has one planted finding.

python3 children.py RECORDS SEED UNIT PERIOD. The people are made up.
"""

import random
import sys

HEAD = """\
Biểu số 01/DS,,,,DANH SÁCH TRẺ EM CÓ HOÀN CẢNH ĐẶC BIỆT,,,Đơn vị báo cáo: mã {unit},,
,,,,Kỳ báo cáo: Năm {period},,,,,

STT,Họ và tên,Ngày sinh,Giới tính,Dân tộc,Số định danh cá nhân,"Thôn, tổ dân phố",Hoàn cảnh đặc biệt,Được trợ giúp,Ghi chú
A,1,2,3,4,5,6,7,8,9
"""
NAME, BIRTH, SEX, CIRCUMSTANCES = 1, 2, 3, 7


def sound(number, rng, period):
    """The fields of a record without a finding."""
    year, male = period - rng.randrange(1, 15), rng.random() < 0.5
    return [str(number), f"Trẻ em mẫu số {number:05d}",
            f"{year}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
            "Nam" if male else "Nữ", rng.choice(("Thái", "Mông", "Dao", "Kinh")),
            f"012{2 if male else 3}{year % 100:02d}{number:06d}",
            f"Bản Mẫu {rng.randrange(1, 10)}", rng.choice("abcdeghikl"),
            "x" if rng.random() < 0.9 else "", ""]


def plant(record, kind):
    """Breaks one rule: a field that is missing, in no list, or no day."""
    if kind == 0:
        record[SEX] = "Khác"
    elif kind == 1:
        record[BIRTH] = ""
    elif kind == 2:
        record[CIRCUMSTANCES] = "z"
    elif kind == 3:
        record[NAME] = ""
    else:
        record[BIRTH] = "31/02/" + record[BIRTH][:4]


def main():
    records, seed, unit, period = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    rng = random.Random(seed)
    out = sys.stdout
    out.write(HEAD.format(unit=unit, period=period))
    for number in range(1, records + 1):
        record = sound(number, rng, period)
        plant(record, rng.randrange(5))
        out.write(",".join(record) + "\n")


main()
