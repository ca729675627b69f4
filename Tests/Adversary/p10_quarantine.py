"""10. Every file with something held back has a file of reasons of its own, whatever the names are."""
import csv, io, json, os
import data
from lab import GOOD, tree

WHAT = "names that become names of reasons"


def run(lab):
    long = "a" * 245
    cases = {
        "alike in 240 bytes": [long + "1.csv", long + "2.csv", long + "3.csv"],
        "alike in 240 bytes, accents": ["xã" * 48 + "ã" * 2 + f"{end}.csv" for end in ("1", "2")],
        "folders alike in 240 bytes": ["d" * 245 + "1/x.csv", "d" * 245 + "2/x.csv"],
        "the longest names": ["b" * 251 + ".csv", "b" * 250 + ".csv", "b" * 249 + ".csv"],
        "a file beside a folder of its reason's name": ["a.csv", "a.csv.csv/b.csv", "a.csv.csv/a.csv.csv/c.csv"],
        "a reason beside a file of that name": ["a.csv", "a.csv.csv", "a.csv.csv.csv"],
        "percents": ["%41.csv", "A.csv", "%.csv", "%%.csv", "%2F.csv", "%2e%2e.csv", "a%2Fb.csv", "a/b.csv"],
        "dots": ["a..csv", "a...csv", "b../c.csv", "d./e.csv", "d/e.csv", "_/a.csv"],
        "marks": ["a b.csv", "a\nb.csv", "a\tb.csv", 'a"b.csv', "a\\b.csv", "a\\xE3b.csv", b"a\xe3b.csv", "-rf.csv", "~a.csv", "a'b.csv", "$(a).csv", "=a.csv"],
        "canonically equal": [data.nfc("xã.csv"), data.nfd("xã.csv"), data.nfc("xã/a.csv"), data.nfd("xã/a.csv")],
        "not UTF-8": [b"x\xe3.csv", b"x\xe4.csv", b"\xff/a.csv", b"\xfe/a.csv"],
        "letters": ["A.csv", "a.csv", "a.CSV", "A.CSV"],
        "deep": ["/".join(["deep" * 20] * depth) + "/x.csv" for depth in (1, 5, 10, 20)],
    }
    for what, names in cases.items():
        folder = lab.fresh("q").encode()
        for index, name in enumerate(names):
            name = name if isinstance(name, bytes) else name.encode()
            lab.put(os.path.join(folder, b"in", name), data.unmapped(f"mục {index}"))
        judge(lab, folder, [b"in"], len(names), what)
    arguments(lab)
    changes(lab)


def judge(lab, folder, inputs, count, what):
    for again in range(2):
        run = lab.run("migrate", *inputs, "-o", b"out", cwd=folder)
        lab.check(run.code in GOOD, f"{what}: {run}")
        reasons = tree(os.path.join(folder, b"out", b"quarantine")) if os.path.isdir(os.path.join(folder, b"out", b"quarantine")) else {}
        lab.check(len(reasons) == count, f"{what}: {len(reasons)} files of reasons for {count} files{', second run' if again else ''}")
    for name, content in reasons.items():
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8", "strict"))))
        lab.check(len(rows) >= 1, f"{what}: {name!r} has no reason")
    report = os.path.join(folder, b"out", b"report.json")
    if os.path.exists(report):
        with open(report, encoding="utf-8") as file:
            lab.check(len({f["path"] for f in json.load(file)["files"]}) == count, f"{what}: the report has other files")


def arguments(lab):
    """Files that are named outright, out of the folder and with one name."""
    folder = lab.fresh("args").encode()
    names = [b"other/a.csv", b"here/a.csv", b"_/other/a.csv", b"other/x.csv.", b"here/..a", b"here/no-suffix", b"here/a.csv.csv"]
    for index, name in enumerate(names):
        lab.put(os.path.join(folder, name), data.unmapped(f"mục {index}"))
    os.makedirs(os.path.join(folder, b"in"))
    judge(lab, folder, [b"in/../other/a.csv", b"here/a.csv", b"_/other/a.csv", b"other/x.csv.", b"here/..a", b"here/no-suffix", b"here/a.csv.csv"], 7, "files named outright")
    inner = os.path.join(folder, b"in")
    judge(lab, inner, [b"../other/a.csv", b"../_/other/a.csv", b"../here/a.csv"], 3, "files above, by ..")


def changes(lab):
    """A reason goes when its file has nothing held back any more; the others stay."""
    folder = lab.fresh("later").encode()
    for index in range(3):
        lab.put(os.path.join(folder, b"in/" + b"c" * 244 + b"%d.csv" % index), data.unmapped(f"mục {index}"))
    judge(lab, folder, [b"in"], 3, "before a file is mended")
    lab.put(os.path.join(folder, b"in/" + b"c" * 244 + b"1.csv"), data.matrix(2013))
    run = lab.run("migrate", b"in", "-o", b"out", cwd=folder)
    reasons = tree(os.path.join(folder, b"out", b"quarantine"))
    lab.check(run.code in GOOD and len(reasons) == 2, f"a file was mended: {len(reasons)} files of reasons for 2; {run}")
