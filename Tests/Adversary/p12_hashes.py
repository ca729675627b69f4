"""12. No hash of a personal value is written: a dictionary of all values finds nothing in what is kept."""
import hashlib, itertools, os, re
import data
from lab import GOOD, read, sha256, tree

WHAT = "hashes of personal values, by dictionary"
HEX = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{8,128}(?![0-9a-fA-F])")
CIRCUMSTANCES = "abcdđeghiklmno"


def fnv1a(bits, content):
    prime, value = {32: (0x01000193, 0x811C9DC5), 64: (0x100000001B3, 0xCBF29CE484222325)}[bits]
    for byte in content:
        value = (value ^ byte) * prime % (1 << bits)
    return f"{value:0{bits // 4}x}"


def hashes(value, salts):
    """The hashes of one value that somebody could have written, as hex digits in full."""
    raw = value.encode()
    found = [fnv1a(32, raw), fnv1a(64, raw)]
    for salt in [b"", *salts]:
        for content in {salt + raw, raw + salt, salt + b"\0" + raw + b"\0", salt + b":" + raw}:
            found += [hashlib.new(name, content).hexdigest() for name in ("sha256", "sha1", "md5", "sha512")]
    return found


def fallen(values, salts, digits):
    """Which of the digits that were found are a hash of a value, or its first or last digits; to the value."""
    lengths = {len(found) for found in digits}
    known = {}
    for value in values:
        for digest in hashes(value, salts):
            for length in lengths:
                for part in {digest[:length], digest[-length:]}:
                    if len(part) == length and part in digits:
                        known[part] = value
    return known


def run(lab):
    folder = lab.fresh()
    children = [data.Child(number) for number in range(60)]
    broken = [data.Child(number, "zy") for number in range(60, 90)]
    lab.put(os.path.join(folder, "in", "a.csv"), data.legacy_register(children))
    lab.put(os.path.join(folder, "in", "b.csv"), data.legacy_register(broken, period="2022", sex="?", name="  GIÀNG   ZYQAN  hạ ", hamlet="bản   mẫu", birth="31/02/2015"))
    lab.copy("legacy/danh-sach-tre-em-2023.csv", os.path.join(folder, "in", "c.csv"))
    names = sorted(os.listdir(os.path.join(folder, "in")))
    values = set(CIRCUMSTANCES) | {f"{year}-{month:02}-{day:02}" for year in range(2005, 2024) for month in range(1, 13) for day in range(1, 29)}
    for child in children + broken:
        values.update(child.values())
    # And what the program itself wrote before and after: all fields of the registers, cleaned or not.
    run = lab.run("migrate", "in", "-o", "out", cwd=folder)
    lab.check(run.code in GOOD, f"migrate: {run}")
    for path in [os.path.join(folder, "in", name) for name in names] + [os.path.join(folder, "out", "register.csv")]:
        for line in read(path).decode().splitlines():
            values.update(field.strip('"') for field in line.split("," if path.endswith("register.csv") else ";"))
    values.update(*[itertools.chain([value.upper(), value.lower()]) for value in list(values)])
    values = {value for value in values if value and len(value) < 200}
    salts = []
    for name in names:
        digest = sha256(read(os.path.join(folder, "in", name)))
        salts += [digest.encode(), bytes.fromhex(digest), name.encode()]
    found = {name: {digits.decode().lower() for digits in HEX.findall(content)} for name, content in tree(os.path.join(folder, "out")).items()}
    # Digits alone are codes and days.
    known = fallen(values, salts, {digits for every in found.values() for digits in every if not digits.isdigit()})
    lab.note(f"{len(values)} values under {len(salts)} salts")
    for name, digits in found.items():
        values_there = sorted({known[text] for text in digits if text in known})
        where = "the ledger's " + os.path.splitext(name)[1] if name.startswith(".bieu") else name
        lab.check(not values_there, f"{where}: hashes of {len(values_there)} values among {len(digits)}, {values_there[:2]}")
    changes = read(os.path.join(folder, "out", "changes.csv")).decode().splitlines()
    lab.check(len(changes) > 60, "changes.csv tells no change")
