"""`python -m scripts.backprop COMMAND NETWORK.yml`: evaluate, derive or check a network file.

A command is a module of commands/ with `HELP`, its one line in --help; `EXAMPLES`, lines of its own
--help; `configure(parser)`, which adds its options; and `run(arguments)`, which returns the text to
print and the exit code. The module of a command imports what it needs inside `run`, so that
`evaluate` loads no SymPy. NETWORK.yml itself (`arguments.file`) is added here.
"""

import os
import signal
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module

from .network.errors import InputError

PROGRAM = "python -m scripts.backprop"
COMMANDS = ("evaluate", "derive", "check")
DONE, CHECK_FAILED, BAD_INPUT = 0, 1, 2
CODES = "exit codes: 0 done, 1 a check failed, 2 bad input"


def main(words: list[str] | None = None) -> int:
    """Run one command, print its text at once, and return the exit code."""
    arguments = parser().parse_args(words)
    try:
        text, code = arguments.run(arguments)
    except InputError as error:
        return complain(str(error))
    return write(text) or code


def parser() -> ArgumentParser:
    """The command line, with all commands."""
    modules = {name: import_module(f".commands.{name}", __package__) for name in COMMANDS}
    lines = [line for module in modules.values() for line in module.EXAMPLES]
    top = formatted(ArgumentParser(prog=PROGRAM, description="Backpropagation of a network file."), lines)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, module in modules.items():
        command = commands.add_parser(name, help=module.HELP, description=module.__doc__)
        formatted(command, module.EXAMPLES)
        command.add_argument("file", metavar="NETWORK.yml", help="the network file")
        module.configure(command)
        command.set_defaults(run=module.run)
    return top


def formatted(parser: ArgumentParser, examples: list[str]) -> ArgumentParser:
    """The parser, with examples and the exit codes below its help."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = "\n".join(["examples:", *(f"  {PROGRAM} {line}" for line in examples), "", CODES])
    return parser


def write(text: str) -> int:
    """Print all of the text, and return 0, or the code of bad input where it cannot be written."""
    try:
        sys.stdout.reconfigure(errors="replace")  # a terminal that has no Θ gets a ?
        print(text, flush=True)
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return complain(f"standard output: {error.strerror}")
    return DONE


def complain(line: str) -> int:
    """Print one line on standard error, and return the exit code of bad input."""
    print(line, file=sys.stderr)
    return BAD_INPUT


if __name__ == "__main__":
    # End quietly where `| head` has read enough and at Ctrl-C, as other commands do.
    for name in {"SIGPIPE", "SIGINT"} & set(dir(signal)):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, closed (None) by >&-
    sys.exit(main())
