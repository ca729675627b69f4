"""Clean files have no finding: the samples, our own clean books, and copies re-saved by LibreOffice and openpyxl."""
import os, shutil, subprocess

import batches
from mutants import unit


def soffice(lab, to, folder, files):
    subprocess.run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{lab}/profile", "--convert-to", to, "--outdir", folder, *files],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1800)


def openpyxl_saved(path, to):
    import openpyxl
    openpyxl.load_workbook(path).save(to)


def check(root, world, lab, many):
    """The findings of clean files, printed and returned."""
    sources, clean = os.path.join(lab, "sources"), os.path.join(lab, "clean")
    os.makedirs(sources), os.makedirs(clean)
    found = batches.checked(os.path.join(root, "Samples", "clean"), os.path.join(root, "Templates"))[0]
    each = max(many // 5, 1) if many else 1
    number, made = 0, {"xlsx": [], "ods": []}
    for (format, totals), book in world.books.items():
        for _ in range(each if format != "csv" else 0):
            path = os.path.join(sources, f"{number:04d}.{format}")
            book.write(path, unit(number), {})
            made[format].append(path)
            number += 1
    for form in world.model.forms:
        cell = world.model.input_cells(form)[0]
        world.books["csv", "typed"].write(os.path.join(sources, f"{form}.csv"), unit(number), {cell: world.values[cell]})
        number += 1
    found |= batches.checked(sources, os.path.join(lab, "templates"))[0]
    copies = 0
    if many:
        # Each copy keeps its unit, so every way of saving has a folder of its own. openpyxl keeps no results of formulas
        # (which is a finding of its own), so it gets the typed ones.
        ways = [("xlsx", "xlsx"), ("xlsx", "ods"), ("ods", "xlsx"), ("ods", "ods"), ("xlsx", "openpyxl")]
        share = max(many // len(ways), 1)
        for source, to in ways:
            folder = os.path.join(clean, f"{source}-{to}")
            os.makedirs(folder)
            files = made[source][:each] if to == "openpyxl" else made[source][:: max(len(made[source]) // share, 1)][:share]
            if to == "openpyxl":
                for path in files:
                    openpyxl_saved(path, os.path.join(folder, os.path.basename(path)))
            else:
                soffice(lab, to, folder, files)
            copies += len(os.listdir(folder))
            said, _ = batches.checked(folder, os.path.join(lab, "templates"))
            found |= {f"{source}-{to}/{name}": findings for name, findings in said.items()}
    print(f"clean: {number} of ours, {copies} re-saved, and the samples: {len(found)} with findings")
    for name, findings in list(found.items())[:5]:
        print(f"  {name}: " + "; ".join(f"{one['sheet']}!{one['cell']} {one['code']} {one['message']}" for one in findings[:3]))
    shutil.rmtree(clean), shutil.rmtree(sources)
    return {name: [f"{one['sheet']}!{one['cell']} {one['code']}" for one in findings] for name, findings in found.items()}
