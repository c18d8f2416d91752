"""404.html: a host sends it for any address, so its links begin at the site's root."""

import html
from pathlib import Path


def items(language: str, pages: list[dict]) -> str:
    """The pages as items of a list; the first one, which lists the notes, has a link of its own."""
    return "".join(
        f'\n    <li><a href="/{language}/{page["url"]}">{html.escape(page["name"])}</a></li>'
        for page in pages
        if page["url"] not in ("", "./")
    )


def fill(path: Path, listed: dict[str, list[dict]], root: str) -> None:
    """Every page of each language to go to, below the path at which the site stands."""
    page = path.read_text("utf-8")
    for language, pages in listed.items():
        page = page.replace(f'"{language}"></ul>', f'"{language}">{items(language, pages)}\n  </ul>')
    path.write_text(page.replace('href="/', f'href="{root}'), "utf-8", newline="\n")
