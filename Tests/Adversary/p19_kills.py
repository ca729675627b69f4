"""Kinds: killed at random moments, every command in turn; 300 in a full run."""
import signal, subprocess, time
import commands

WHAT = "SIGKILL at random moments over all commands"


def run(lab):
    everything = commands.all_of(lab)
    ended = 0
    for number in range(max(lab.kills, len(everything))):
        command = everything[number % len(everything)]
        command.fresh()
        with_old = lab.chance.random() < 0.5 and command.put_old()
        told = f"{command.name} {'over old files' if with_old else ''} killed"
        process = lab.start(*command.arguments(), cwd=lab.base, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(lab.chance.uniform(0, command.seconds * 1.05))
        process.send_signal(signal.SIGKILL)
        code = process.wait()
        ended += code != -signal.SIGKILL
        lab.check(code in (-signal.SIGKILL, 0, 1), f"{told}: ended with {code}")
        is_new = command.judge(with_old, told)
        lab.check(is_new or code == -signal.SIGKILL, f"{told}: ended with {code} and is not whole")
        command.later(told)
    lab.note(f"{len(everything)} commands; {ended} had ended before")
