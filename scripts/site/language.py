"""The build of one language: rendered pages in the place of their sources, formulas and notebooks put in."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from .. import paths
from ..formulas import katex
from ..notes import Note
from ..pages import notebooks, print_edition, rendering, search_text, symbol_cards, typesetting
from ..pages.names import words
from ..paths import LANGUAGES, ROOT, SOURCE, date_of
from . import feeds, jupyter_html, navigation, third_party

OWN_SYMBOLS = ("notation.md", "explorer.md")  # where symbols lead to, and where they are for choosing
LOCALES = {"ko": "ko_KR", "en": "en_US"}
OTHER_LANGUAGE = re.compile(rf"(?P<name>.+)\.(?P<language>{'|'.join(LANGUAGES)})(?P<suffix>\.\w+)")
WRITTEN = "0123456789.−×()"  # what the explorer's scripts put into formulas
STYLES = {f"assets/stylesheets/{path.name}": path for path in (ROOT / "scripts" / "notes").glob("*/*.css")}


class Language(BasePlugin):
    """One language. After its build, `listed` has the url and name of each page."""

    def __init__(self, language: str, pages: dict[str, rendering.Page], notebooks_folder: Path):
        super().__init__()
        self.language = language
        self.sources = pages
        self.pages = {notebooks.file_name(uri): page for uri, page in pages.items()}
        self.folder = notebooks_folder / language
        self.drawn: list[str] = []  # formulas of all pages
        self.letters: dict[str, dict[str, set[str]]] = {}  # Greek ones, by a page's url and an anchor
        self.listed: list[dict] = []  # in the navigation's order

    def word(self, name: str) -> str:
        """What the site says, in the language."""
        return words()[name][self.language]

    @property
    def dates(self) -> list[str]:
        """The days of the notes, the newest first."""
        return navigation.dates(self.sources)

    # Files

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The navigation is the folders' content: a new note needs no entry in mkdocs.yml."""
        config.nav = navigation.nav(self.sources)
        config.theme.static_templates -= {"404.html"}  # a host answers with that of the root
        if not config.site_url:
            config.theme.static_templates -= {"sitemap.xml"}  # which has whole addresses only
        return config

    # Before mkdocs-jupyter looks for notebooks.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every page with its names put in; sources of notebooks become notebooks."""
        for file in list(files):
            if third_party.LUNR.search(file.src_uri) or SOURCE.fullmatch(file.name + Path(file.src_uri).suffix):
                files.remove(file)
            elif (date := date_of(file.src_uri)) and date not in self.dates:
                files.remove(file)  # beside a draft
            elif file.src_uri == "sitemap.xml" and not config.site_url:
                files.remove(file)  # a template of the theme that is not filled in would be copied
            elif (match := OTHER_LANGUAGE.fullmatch(file.src_uri)) and file.src_dir == str(paths.DOCS):
                files.remove(file)
                if match["language"] == self.language:  # picture.ko.png is published as picture.png
                    uri = match["name"] + match["suffix"]
                    files.append(File.generated(config, uri, abs_src_path=file.abs_src_path))
        for page in self.sources.values():
            self.add_page(page, files, config)
        for date in self.dates:
            self.add_print_edition(date, files, config)
        for note in self.notes():
            date = note.folder.name
            content = symbol_cards.cards(note, self.language)
            files.append(File.generated(config, f"symbols/{date}.json", content=content))
            if config.site_url:  # without one nothing leads to them
                files.append(File.generated(config, card_uri(date), content=note.network().card))
        beside = {f"assets/katex/{name}": path for name, path in katex.assets().items()} | STYLES
        for uri, path in beside.items():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        return files

    def notes(self) -> list[Note]:
        """The notes whose network gives values to symbols."""
        return list({id(page.note): page.note for page in self.pages.values() if page.has_network}.values())

    def add_page(self, page: rendering.Page, files: Files, config: MkDocsConfig) -> None:
        """The page as Markdown, or as an executed notebook."""
        uri = notebooks.file_name(page.uri)
        if page.is_notebook:
            notebooks.save(page, self.folder)
            # Not File.generated: mkdocs-jupyter wraps the file and then looks for it in src_dir.
            file = File(uri, str(self.folder), config.site_dir, config.use_directory_urls)
        else:
            file = File.generated(config, uri, content=front_matter(page.meta) + page.text)
        files.append(file)
        for name, text in page.files.items():
            files.append(File.generated(config, f"{file.url}{name}", content=text))

    def add_print_edition(self, date: str, files: Files, config: MkDocsConfig) -> None:
        """The page of a whole note, which is filled when the note's own pages are."""
        uri, day = print_edition.uri(date), rendering.spoken_date(date)
        meta = {name: self.word(f"print.{name}").format(date=day) for name in ("title", "description")}
        meta |= {"hide": ["toc"], "search": {"exclude": True}}
        first = self.sources.get(f"til/{date}/index.md")
        self.pages[uri] = rendering.Page(uri, paths.DOCS / uri, "", [], meta, {}, first and first.note)
        hidden = {"content": front_matter(meta), "inclusion": InclusionLevel.NOT_IN_NAV}
        files.append(File.generated(config, uri, **hidden))

    # Pages

    # After mkdocs-jupyter has said how it renders a notebook.
    @event_priority(-100)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date the page by its note, not by the day of the build; prose of notebooks is a page's."""
        page.update_date = date_of(page.file.src_uri) or self.dates[0]
        source = self.pages[page.file.src_uri]
        if source.is_notebook:
            jupyter_html.render_prose_as_page(page, source)
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The formulas of the page."""
        source = self.pages[page.file.src_uri]
        notation = f"{'../' * page.url.count('/')}notation/" if self.has_symbols(page) else ""
        html = search_text.with_cells_apart(html)
        content = typesetting.mark(html, source, self.language, notation, self.drawn)
        self.letters[page.url] = search_text.letters(content, self.drawn)
        return content

    def has_symbols(self, page: Page) -> bool:
        """Whether the symbols of the page lead to the list of symbols, with cards that have values."""
        return self.pages[page.file.src_uri].has_network and not page.file.src_uri.endswith(OWN_SYMBOLS)

    def on_env(self, env, *, config: MkDocsConfig, files: Files):
        """When all pages are there: the whole notes, and the styles that the pages need."""
        for date in self.dates:
            self.fill_print_edition(date, files)
        self.add_styles(files, config)
        return env

    def add_styles(self, files: Files, config: MkDocsConfig) -> None:
        """KaTeX's, with what the formulas of the language need of its fonts, and the dark colours' one.

        That has the dark rules for every page: for readers whose browser runs no script that would choose them.
        """
        sheets = (file for file in files.css_files() if third_party.PALETTE_STYLES.fullmatch(file.src_uri))
        dark = third_party.SLATE.sub(":root", "\n".join(sheet.content_string for sheet in sheets))
        files.append(File.generated(config, "assets/stylesheets/dark.css", content=dark))
        formulas = katex.stylesheet(self.drawn, WRITTEN)
        files.append(File.generated(config, "assets/katex/katex.min.css", content=formulas))

    def fill_print_edition(self, date: str, files: Files) -> None:
        """Put the pages of a note, as they are by now, into the one of all."""
        page = files.get_file_from_path(print_edition.uri(date)).page
        uris = [notebooks.file_name(source.uri) for source in navigation.pages_of(date, self.sources)]
        parts = [files.get_file_from_path(uri).page for uri in uris if not uri.endswith(print_edition.LEFT_OUT)]
        page.content = print_edition.whole([(part.url, part.content) for part in parts], page.url)
        page.toc = get_toc(
            [{"level": 1, "id": print_edition.part(part.url), "name": part.title, "children": []} for part in parts]
        )
        page.canonical_url = parts[0].canonical_url

    # What the theme's templates are given

    def on_page_context(self, context: dict, *, page: Page, config: MkDocsConfig, nav) -> dict:
        """The same page in each language, its title, and what is shown where its address is shared."""
        source = self.pages[page.file.src_uri]
        page.meta = source.meta | page.meta  # mkdocs-jupyter drops a notebook's
        root = config.site_url.removesuffix(f"{self.language}/") if config.site_url else "../"
        up = "../" * (page.url.count("/") + 1)
        context["alternates"] = [
            {"lang": language, "name": name, "href": f"{up}{language}/{page.url}"}
            for language, name in config.extra["languages"].items()
        ]
        if self.has_symbols(page):
            context["symbols"] = f"{'../' * page.url.count('/')}symbols/{source.note.folder.name}.json"
        context["word"] = self.word
        context["print"] = self.printing(page)
        context["head"] = self.head(page, config)
        same = [{"lang": language, "link": f"{root}{language}/{page.url}"} for language in LANGUAGES]
        config.extra["alternate"] = [*same, {"lang": "x-default", "link": root}]
        self.listed = [{"url": listed.url, "name": self.name(listed)} for listed in nav.pages]
        return context

    def head(self, page: Page, config: MkDocsConfig) -> dict:
        """What the page's head says."""
        uri = page.file.src_uri
        return {
            "title": config.site_name if uri == "index.md" else f"{self.name(page)} - {config.site_name}",
            "kind": "article" if date_of(uri) else "website",
            "locale": LOCALES[self.language],
            "other_locales": [LOCALES[other] for other in LANGUAGES if other != self.language],
            "image": self.card(self.pages[uri]),
            "image_text": self.word("card.alt"),
        }

    def printing(self, page: Page) -> dict[str, str]:
        """What a page of a note says of the whole one, with the link to it; and what the whole one says."""
        if not date_of(page.file.src_uri):
            return {}
        if page.file.src_uri.endswith(f"/{print_edition.NAME}"):
            return {"how": self.word("print.how"), "do": self.word("print.do")}
        up = "" if page.file.src_uri.endswith("index.md") else "../"
        return {"link": f"{up}print/", "open": self.word("print.open")}

    def name(self, page: Page) -> str:
        """The page's name, with its note's."""
        topics = self.pages[page.file.src_uri].meta.get("topics", [])
        return navigation.name(page.file.src_uri, page.title, topics)

    def card(self, page: rendering.Page | None = None) -> str:
        """The picture for a page: its network's, or that of the newest note; "" where neither has one."""
        notes = [page.note] if page and page.has_network else self.notes()
        dates = sorted(note.folder.name for note in notes)
        return card_uri(dates[-1]) if dates else ""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """With the formulas; without the builder's name, MkDocs or ProperDocs."""
        output = third_party.GENERATOR.sub("", output)
        if page.file.src_uri.endswith(f"/{print_edition.NAME}"):
            return typesetting.fill(output, [print_edition.in_words(formula) for formula in self.drawn])
        return typesetting.fill(output, self.drawn)

    # After the build

    # After the search has written its index.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Other ways to find a section in the search's index; the feed, where the site has an address."""
        path = Path(config.site_dir, "search", "search_index.json")
        index = json.loads(path.read_text("utf-8"))
        for entry in index[third_party.ENTRIES]:
            url, _, anchor = entry[third_party.LOCATION].partition("#")
            letters = self.letters.get(url, {}).get(anchor, set())
            entry[search_text.FIELD] = search_text.also(
                " ".join([entry[third_party.TITLE], entry[third_party.TEXT]]), letters
            )
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
        if config.site_url:
            description = self.sources["index.md"].meta.get("description", config.site_name)
            text = feeds.feed(config.site_url, config.site_name, description, self.language, self.items())
            Path(config.site_dir, "feed.xml").write_text(text, "utf-8", newline="\n")

    def items(self) -> Iterator[dict]:
        """The notes as the feed tells them, the newest first."""
        for date in self.dates:
            uri = f"til/{date}/index.md"
            meta = self.sources[uri].meta
            title = navigation.name(uri, "", meta.get("topics", []))
            description = meta.get("description", title)
            yield {"title": title, "description": description, "path": f"til/{date}/", "date": date}


def card_uri(date: str) -> str:
    """Where the picture of a note stands in each language."""
    return f"assets/card-{date}.png"


def front_matter(meta: dict) -> str:
    """The YAML at the top of a page, in the form of JSON."""
    return f"---\n{json.dumps(meta, default=str)}\n---\n"
