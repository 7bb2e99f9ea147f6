"""Options of the script rollout. A bad option ends the process with one line."""

import argparse
import os
import re
import shlex
from pathlib import Path

BAD_INPUT = 2
NAME = re.compile(r"[A-Za-z0-9_.:-]+")
DURATION = re.compile(r"(\d+)(ms|s|m|h)")
SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}

EPILOG = """\
exit codes:
  0  the new build has the whole load, and the old servers have ended
  1  rolled back: the verdict was bad, it failed, a new server went down, or a signal stopped the roll-out
  2  bad input: nothing has changed
  3  rolled back: no verdict within --max-wait
  4  HAProxy did not answer for --patience, or rejected a change: the servers keep their weights. Continue with
     --resume, or --abort

example:
  rollout --socket /run/haproxy/admin.sock --backend shop --from blue1,blue2 --to green1,green2 \\
      --verdict 'sh verdict {since}' \\
      --end 'ssh {server} systemctl stop shop@blue'
"""


def duration(text):
    match = DURATION.fullmatch(text)
    if not match:
        raise argparse.ArgumentTypeError(f"'{text}' is no duration, expected a number and a unit such as 500ms, 10s or 5m")
    return int(match[1]) * SECONDS[match[2]]


def names(text):
    parsed = text.split(",")
    for name in parsed:
        if not NAME.fullmatch(name):
            raise argparse.ArgumentTypeError(f"'{name}' is no name of a server, expected names such as blue1,blue2")
    if len(set(parsed)) < len(parsed):
        raise argparse.ArgumentTypeError(f"'{text}' names a server twice")
    return parsed


def name(text):
    if not NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no name of a backend")
    return text


def steps(text):
    try:
        parsed = [float(step) for step in text.split(",")]
    except ValueError:
        parsed = []
    rising = all(low < high for low, high in zip(parsed, parsed[1:]))
    if not parsed or not rising or parsed[0] <= 0 or parsed[-1] != 100:
        raise argparse.ArgumentTypeError(f"'{text}' is no list of rising percentages up to 100, such as 5,20,100")
    return parsed


def command(text):
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no command: {error}") from error
    if not words:
        raise argparse.ArgumentTypeError("the command is empty")
    return words


class OneLineParser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(BAD_INPUT, f"{self.prog}: {message}. Tip: --help explains the options\n")


def parse(description, arguments):
    parser = OneLineParser(
        prog="rollout",
        description=description,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--socket", required=True, help="stats socket of HAProxy, with level admin")
    add("--backend", required=True, type=name, help="backend with the servers of both builds")
    add("--from", dest="old", required=True, type=names, help="servers of the old build, such as blue1,blue2")
    add("--to", dest="new", required=True, type=names, help="servers of the new build")
    add("--verdict", type=command, help="command: 0 promotes, 1 rolls back, 3 needs more; {since} is the step's start")
    add("--steps", type=steps, default="5,20,100", help="percentages of the load (default: %(default)s)")
    add("--interval", type=duration, default="10s", help="time before each verdict (default: %(default)s)")
    add("--max-wait", type=duration, default="2h", help="time limit of a step (default: %(default)s)")
    add("--verdict-timeout", type=duration, default="1m", help="time limit of the verdict command (default: %(default)s)")
    add("--verdict-failures", type=int, default=2, help="failures in a row to ignore (default: %(default)s)")
    add("--start-timeout", type=duration, default="1m", help="time limit for new servers to come up (default: %(default)s)")
    add("--drain-timeout", type=duration, default="1m", help="time limit for the last sessions (default: %(default)s)")
    add("--patience", type=duration, default="30s", help="time limit for a response of HAProxy (default: %(default)s)")
    add("--end", type=command, help="command that ends a drained server; {server} stands for its name")
    add("--end-new", action="store_true", help="after a roll-back, also drain and end the servers of the new build")
    add("--state-file", type=Path, help="file of HAProxy's server-state-file, which a reload reads")
    add("--resume", action="store_true", help="continue a roll-out that was killed")
    add("--abort", action="store_true", help="roll back a roll-out that was killed")
    options = parser.parse_args(arguments)
    check(options, parser)
    return options


def check(options, parser):
    if both := [server for server in options.old if server in options.new]:
        parser.error(f"{', '.join(both)} is in --from and in --to")
    if not options.verdict and not options.abort:
        parser.error("--verdict is missing: without a verdict, no build takes load")
    if options.resume and options.abort:
        parser.error("--resume and --abort exclude each other")
    if options.verdict_failures < 0:
        parser.error(f"--verdict-failures is {options.verdict_failures}, expected 0 or more")
    if options.state_file and not options.state_file.absolute().parent.is_dir():
        parser.error(f"the directory of --state-file {options.state_file} does not exist")
    if not os.path.exists(options.socket):
        parser.error(f"there is no socket {options.socket}")
