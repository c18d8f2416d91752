"""Both languages have the same structure."""


def check():
    return []
