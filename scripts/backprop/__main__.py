"""`python -m scripts.backprop COMMAND NETWORK.yml`: evaluate, derive or check a network file.

The module of a command, in commands/, has `run(arguments)`, which returns the text to print and the exit
code. It is imported when it is asked for, so that `evaluate` loads no SymPy.
"""

import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from importlib import import_module

from .network.document import InputError
from .reasons import LANGUAGES, terminal_language

PROGRAM = "python -m scripts.backprop"
DONE, CHECK_FAILED, BAD_INPUT = 0, 1, 2
MOST_DIGITS = 17  # what tells any two doubles apart
EVALUATE = "The forward and the backward pass on the file's examples: z, a, C, δ, Δ, J and ∂J/∂Θ, in NumPy."
DERIVE = "Every δ_j^(l) and ∂C/∂Θ_ij^(l) by SymPy, step by step, then the vector form."
CHECK = "SymPy's derivation, the NumPy evaluation and central differences, compared on the file's numbers."


def main(words: list[str] | None = None) -> int:
    """Run one command, print its text at once, and return the exit code."""
    arguments = parser().parse_args(words)
    try:
        text, code = import_module(f".commands.{arguments.command}", __package__).run(arguments)
    except InputError as error:
        return complain(str(error))
    return write(text) or code


def parser() -> ArgumentParser:
    """The command line, with all commands."""
    top = ArgumentParser(prog=PROGRAM, description="Backpropagation of a network file.")
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)

    def command(name: str, description: str, *examples: str) -> ArgumentParser:
        lines = [f"  {PROGRAM} {name} docs/til/2021-01-12/network.yml {options}" for options in examples]
        codes = "exit codes: 0 done, 1 a check failed, 2 bad input"
        options = commands.add_parser(
            name,
            help=description,
            description=description,
            epilog="\n".join(["examples:", *map(str.rstrip, lines), "", codes]),
            formatter_class=RawDescriptionHelpFormatter,
        )
        options.add_argument("file", metavar="NETWORK.yml", help="the network file")
        return options

    add_numbers(command("evaluate", EVALUATE, "", "--digits 8", "--json"), digits=4)
    add_derivation(command("derive", DERIVE, "", "--lang ko", "--latex", "--json", "--unit 2 1", "--vector"))
    add_numbers(command("check", CHECK, "", "--json"), digits=2)
    return top


def add_numbers(command: ArgumentParser, digits: int) -> None:
    """`--json`, or tables with `--digits N`."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object, at full double precision")
    words = f"significant digits in the tables ({digits})"
    form.add_argument("--digits", type=significant_digits, default=digits, metavar="N", help=words)


def add_derivation(command: ArgumentParser) -> None:
    """In which form, how much of it, and the language of the reasons."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--latex", action="store_true", help="formulas in LaTeX")
    part = command.add_mutually_exclusive_group()
    unit = "only unit J of layer L and the weights into it"
    part.add_argument("--unit", nargs=2, type=int, metavar=("L", "J"), help=unit)
    part.add_argument("--vector", action="store_true", help="only the vector form, which is in LaTeX")
    command.add_argument("--lang", choices=LANGUAGES, default=terminal_language(), help="of the reasons")


def significant_digits(text: str) -> int:
    """A number of significant digits."""
    if not text.isdecimal() or not 1 <= int(text[:4]) <= MOST_DIGITS:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_DIGITS}")
    return int(text)


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
