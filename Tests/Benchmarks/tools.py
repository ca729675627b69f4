"""The peers: installs those that Debian and PyPI have, builds the C ones, and says their versions.

A peer that cannot be had is left out with a note; the run goes on.
"""

import os
import shutil
import subprocess

import settings
from measure import LAUNCHER, first_match, output_of, say

DEBIAN = ["libxlsxwriter-dev", "xlsx2csv", "libreoffice-calc", "gnumeric", "python3-venv"]
PYPI = ["python-calamine", "polars", "fastexcel", "openpyxl", "XlsxWriter"]
REGISTER = os.path.join(settings.TOOLS, "register")


def install():
    """Installs what is missing; returns notes about what could not be had."""
    os.makedirs(settings.TOOLS, exist_ok=True)
    os.makedirs(settings.SCRATCH, exist_ok=True)
    notes = []
    for package in DEBIAN:
        if "install ok installed" in output_of("dpkg-query", "-W", "-f=${Status}", package):
            continue
        if not succeeds([os.path.join(settings.ROOT, ".ci", "install"), package]):
            notes.append(f"Debian has no {package}, or it could not be installed")
    if not os.path.exists(settings.PYTHON):
        succeeds(["python3", "-m", "venv", os.path.join(settings.TOOLS, "venv")])
    missing = [package for package in PYPI if not python_version(package)]
    for package in missing:
        if not succeeds([settings.PYTHON, "-m", "pip", "install", "-q", package]):
            notes.append(f"PyPI gave no {package}")
    if not compiled("measure.c", LAUNCHER):
        raise SystemExit("Tests/Benchmarks/measure.c needs a C compiler: cc, gcc or clang")
    if not compiled("peers/register.c", REGISTER, "-lxlsxwriter"):
        notes.append("peers/register.c could not be built against libxlsxwriter")
    for note in notes:
        say(f"  left out: {note}")
    return notes


def compiled(source, program, *libraries):
    """Builds a C program, unless it is newer than its source."""
    path = os.path.join(settings.HERE, source)
    if os.path.exists(program) and os.path.getmtime(program) >= os.path.getmtime(path):
        return True
    compiler = next(filter(shutil.which, ("cc", "gcc", "clang")), None)
    return compiler is not None and succeeds(
        [compiler, "-O2", "-o", program, path, *libraries])


def succeeds(line):
    try:
        run = subprocess.run(line, capture_output=True, text=True, cwd=settings.ROOT)
    except OSError:
        return False
    return run.returncode == 0


def python_version(package):
    code = f"from importlib.metadata import version; print(version({package!r}))"
    found = output_of(settings.PYTHON, "-c", code)
    return found if found[:1].isdigit() else ""


def has_python(*packages):
    return all(python_version(package) for package in packages)


def debian_version(package):
    return output_of("dpkg-query", "-W", "-f=${Version}", package).split(":")[-1]


def versions():
    """Names and versions of everything that was measured or built with, in the order to print."""
    memory = first_match(r"MemTotal: +(\d+)", open("/proc/meminfo").read()) or "0"
    cpu = first_match(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    release = dict(line.rstrip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    return {
        "machine": f"{os.cpu_count()} cores {cpu}, {int(memory) / 1024 / 1024:.0f} GiB, "
                   f"{release.get('PRETTY_NAME', 'Linux').strip(chr(34))}, "
                   f"kernel {os.uname().release}",
        "bieu": f"{output_of(settings.BIEU, '--version')}, commit "
                + output_of("git", "rev-parse", "--short", "HEAD")
                + (" with changes" if output_of("git", "status", "--porcelain", "Sources")
                   else ""),
        "Swift": first_match(r"Swift version (\S+)", output_of("swift", "--version")),
        "zlib": debian_version("zlib1g"), "libxml2": debian_version("libxml2"),
        **{package: python_version(package) for package in PYPI},
        "Python": first_match(r"Python (\S+)", output_of(settings.PYTHON, "--version")),
        "libxlsxwriter": debian_version("libxlsxwriter-dev"),
        "xlsx2csv": debian_version("xlsx2csv"),
        "LibreOffice": debian_version("libreoffice-calc"),
        "gnumeric (ssconvert)": debian_version("gnumeric"),
    }
