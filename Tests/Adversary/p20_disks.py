"""Kinds: full disks of random size, every command in turn; 200 in a full run. A small disk is root's to make."""
import os, shutil, subprocess
import commands
from lab import MIB

WHAT = "full disks over all commands"


def run(lab):
    if not lab.is_root:
        return lab.note("a small file system is mounted by root alone")
    everything = [command for command in commands.all_of(lab) if command.whole]
    outcomes = {}
    for number in range(max(lab.disks, len(everything))):
        command = everything[number % len(everything)]
        outcome = full(lab, command)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    lab.note(f"{len(everything)} commands ended with {outcomes}")


def full(lab, command):
    """One run on a disk with too little room; then with enough."""
    command.fresh()
    first = [os.path.join(lab.base, "kept"), command.folder]
    shutil.rmtree(first[0], ignore_errors=True)
    shutil.move(first[1], first[0])
    os.makedirs(command.folder)
    held = sum((len(content) // 4096 + 2) * 4096 for content in command.first.values())
    old = (len(commands.OLD) + 4096) * len(command.whole)
    room = 3 * held + old + 65536 + lab.chance.randrange(max(int(command.bytes * 1.3), 8192))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", command.folder], capture_output=True)
    if mounted.returncode != 0:
        shutil.rmtree(command.folder)
        lab.note("no tmpfs can be mounted here")
        return "no disk"
    try:
        shutil.copytree(first[0], command.folder, dirs_exist_ok=True)
        with_old = lab.chance.random() < 0.5 and command.put_old()
        # What is left over is taken away, but for a part of what the command needs.
        left = os.statvfs(command.folder)
        need = lab.chance.randrange(max(command.bytes, 8192))
        filler = left.f_bavail * left.f_bsize - need
        if filler > 0:
            with open(os.path.join(command.folder, "filler"), "wb") as file:
                file.write(bytes(filler))
        told = f"{command.name}{' over old files' if with_old else ''}, {need} bytes of room for {command.bytes}"
        command.first["filler"] = None
        run = lab.run(*command.arguments(), cwd=lab.base)
        os.path.exists(os.path.join(command.folder, "filler")) and os.unlink(os.path.join(command.folder, "filler"))
        command.first.pop("filler")
        is_new = command.judge(with_old, told)
        # A batch goes on past a file that failed, and ends with 3.
        failed = (3, 73, 74) if command.name == "convert a folder" else (73, 74)
        lab.check(run.code in ((0, 1, *failed) if is_new else failed), f"{told}: {run}")
        lab.check(run.code in (0, 1) or run.err.strip(), f"{told}: ended without a word")
        lab.check(not command.strays(), f"{told}: strays {command.strays()[:3]}")
        subprocess.run(["mount", "-o", f"remount,size={command.bytes * 6 + 3 * held + old + 20 * MIB}", command.folder], check=True)
        command.later(told)
        return run.code
    finally:
        subprocess.run(["umount", command.folder], check=True)
