"""The one line that a reader of a bad network file sees."""


def printable(text: str, limit: int = 40) -> str:
    """`text` on one line, control characters escaped, cut after `limit` characters."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


class InputError(Exception):
    """`FILE:LINE: where: what is wrong; what is allowed`, always one line."""

    def __init__(self, file: str, line: int, where: str, what: str, allowed: str):
        super().__init__(f"{printable(file, 4096)}:{line}: {where}: {what}; {allowed}")
