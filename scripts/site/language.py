"""The build of one language: sources become rendering, formulas and notebooks are put in."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from ..formulas import katex
from ..pages import cards, typesetting, notebooks, rendering, print_edition, search_text, symbol_cards
from . import compiled, drawer, feeds, page_context, navigation, notes, stylesheet
from ..pages.typesetting import PageFormulas
from ..paths import CACHE, LANGUAGES, NETWORKS
from ..pages.names import words

# The theme brings the search's languages for all the world; a reader would keep them for nothing.
UNUSED = re.compile(r"javascripts/lunr/(?!min/lunr\.(?:stemmer\.support|multi|ko)\.min\.js$)")
GENERATOR = re.compile(r'<meta name="generator"[^>]*>')
OWN_SYMBOLS = ("notation.md", "explorer.md")  # where symbols lead to, and where they are for choosing
PRINTED_META = ("title", "description")  # of the page of a whole note


def is_printed(page: Page) -> bool:
    """Whether it is the page of a whole note."""
    return page.file.src_uri.endswith(f"/{print_edition.NAME}")


class Language(BasePlugin):
    """One language. After the build, `formulas` has those of each page, in their order."""

    def __init__(self, language: str, made: dict[str, rendering.Rendered]):
        super().__init__()
        self.language = language
        self.rendered = {notebooks.notebook_uri(uri): page for uri, page in made.items()}
        self.sources = {notebooks.notebook_uri(uri): uri for uri in made}
        self.formulas: dict[str, PageFormulas] = {}
        self.listed: list[dict] = []  # url and name of each page, in the navigation's order
        self.read = 0  # how many entries the search's index has of the pages before
        self.shown = ""  # a page while the search reads another form of it
        self.styles: list[str] = []  # what mkdocs.yml lists
        self.stylesheets: dict[str, str] = {}  # what the pages have in their place

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The navigation is the folders' content: a new note needs no entry in mkdocs.yml."""
        config.nav = navigation.nav(self.language)
        self.styles, config.extra_css = config.extra_css, []
        config.theme.static_templates -= {"404.html"}  # a host answers with that of the root
        if not config.site_url:
            config.theme.static_templates -= {"sitemap.xml"}  # which has whole addresses only
        return config

    # Before mkdocs-jupyter looks for notebooks.
    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Every page with its names put in; sources of notebooks become notebooks."""
        if not config.site_url and (raw := files.get_file_from_path("sitemap.xml")):
            files.remove(raw)  # a template of the theme that is not filled in would be copied
        for file in [file for file in files if UNUSED.search(file.src_uri)]:
            files.remove(file)
        for file in list(files.documentation_pages()):
            if file.src_uri.endswith(".md"):
                self.put(file, files, config)
        for date in navigation.dates(self.language):
            self.add_printed(date.name, files, config)
        beside = {f"assets/katex/{uri}": path for uri, path in katex.assets(CACHE).items()}
        beside |= {f"networks/{path.name}": path for path in sorted(NETWORKS.glob("*.yml"))}
        for network in {page.network for page in self.rendered.values() if page.network}:
            content = cards.cards(notes.load(network), self.language)
            files.append(File.generated(config, f"symbols/{network.stem}.json", content=content))
            if config.site_url:  # without one nothing leads to them
                files.append(File.generated(config, page_context.card_uri(network), content=page_context.card(network)))
        for uri, path in beside.items():
            files.append(File.generated(config, uri, abs_src_path=str(path)))
        return files

    def put(self, file: File, files: Files, config: MkDocsConfig) -> None:
        """Put the rendered page, or the executed notebook, in the place of its source."""
        uri = notebooks.notebook_uri(file.src_uri)
        page = self.rendered[uri]
        if uri != file.src_uri:
            folder = notebooks.written(file.src_uri, page, self.source(uri))
            files.remove(file)
            # Not File.generated: mkdocs-jupyter wraps the file and then looks for it in src_dir.
            files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))
        else:
            file.content_string = page.text
        for name, text in page.files.items():
            files.append(File.generated(config, f"{file.url}{name}", content=text))

    def add_printed(self, date: str, files: Files, config: MkDocsConfig) -> None:
        """The page of a whole note, which is filled when the note's own pages are."""
        uri = print_edition.uri(date)
        day = rendering.spoken_date(date)
        meta = {name: self.word(f"print.{name}").format(date=day) for name in PRINTED_META}
        meta |= {"hide": ["toc"], "search": {"exclude": True}}
        network = self.rendered[f"til/{date}/index.md"].network
        self.rendered[uri] = rendering.Rendered("", [], [], meta, "", {}, network)
        self.sources[uri] = uri
        content = f"---\n{json.dumps(meta)}\n---\n"
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))

    def word(self, name: str) -> str:
        """What the site says, in the language."""
        return words()[name][self.language]

    def source(self, uri: str) -> Path:
        """The file that a page of the site comes from."""
        return rendering.source(self.language, self.sources[uri])

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date the page by its note, not by the day of the build."""
        page.meta = self.rendered[page.file.src_uri].meta | page.meta
        page.update_date = rendering.date(page.file.src_uri) or navigation.newest(self.language)
        return page

    def on_env(self, env, *, config: MkDocsConfig, files: Files):
        """Render the formulas of all pages in one go."""
        env.bytecode_cache = compiled.cache()
        documents = [
            file.page for file in files.documentation_pages() if file.page and not is_printed(file.page)
        ]
        collected = [self.collect(page) for page in documents]
        contents = typesetting.typeset(collected, self.language)
        for page, content, (_, found) in zip(documents, contents, collected, strict=True):
            page.content = content
            if self.network_of_symbols(page):
                page.content = symbol_cards.linked(content, "../" * page.url.count("/"))
            self.formulas[page.file.src_uri] = found
        for date in (folder.name for folder in navigation.dates(self.language)):
            self.fill_printed(date, files)
        self.stylesheets = stylesheet.bundle(files, config, self.styles, contents)
        return env

    def fill_printed(self, date: str, files: Files) -> None:
        """Put the pages of a note, as they are by now, into the one of all."""
        page = files.get_file_from_path(print_edition.uri(date)).page
        uris = navigation.pages_of(navigation.folder(date, self.language), self.language)
        parts = [files.get_file_from_path(uri).page for uri in uris if not uri.endswith(print_edition.LEFT_OUT)]
        page.content = print_edition.whole([(of.url, of.content) for of in parts], page.url)
        page.toc = get_toc(
            [{"level": 1, "id": print_edition.part(of.url), "name": of.title, "children": []} for of in parts]
        )
        page.canonical_url = parts[0].canonical_url

    def network_of_symbols(self, page: Page) -> Path | None:
        """The network whose values the page's symbols have; none for pages whose symbols are no links."""
        wanted = not page.file.src_uri.endswith(OWN_SYMBOLS)
        return self.rendered[page.file.src_uri].network if wanted else None

    def collect(self, page: Page) -> tuple[str, PageFormulas]:
        """A page's HTML with its formulas numbered."""
        uri = page.file.src_uri
        path, rendered = self.source(uri), self.rendered[uri]
        if not uri.endswith(".ipynb"):
            return typesetting.collect(page.content, rendered.formulas, path)
        ids = notebooks.anchors(rendered.text, path)
        cells, headings = notebooks.fitted(page.content, ids, rendered.plot_alt)
        page.toc = get_toc(headings)
        return typesetting.collect_notebook(cells, rendered.formulas, path)

    def languages(self, context: dict, *, page: Page, config: MkDocsConfig, nav) -> dict:
        """The same page in each language: whole addresses for the page_context, relative ones to click."""
        root = config.site_url.removesuffix(f"{self.language}/") if config.site_url else "../"
        up = "../" * (page.url.count("/") + 1)
        context["alternates"] = [
            {"lang": language, "name": name, "href": f"{up}{language}/{page.url}"}
            for language, name in config.extra["languages"].items()
        ]
        same = [{"lang": language, "link": f"{root}{language}/{page.url}"} for language in LANGUAGES]
        if network := self.network_of_symbols(page):
            context["symbols"] = f"{'../' * page.url.count('/')}symbols/{network.stem}.json"
        context["second_screen"] = page_context.second_screen(page.content) or "page-end"
        context["stylesheets"] = self.stylesheets
        context["download"] = self.word("notebook.download")
        context["colours"] = {scheme: self.word(f"colours.{scheme}") for scheme in ("default", "slate")}
        context["print"] = self.printing(page)
        config.extra["alternate"] = [*same, {"lang": "x-default", "link": root}]
        return context

    def printing(self, page: Page) -> dict[str, str]:
        """What a page of a note says of the whole one, with the link to it; and what the whole one says."""
        if not rendering.date(page.file.src_uri):
            return {}
        if is_printed(page):
            return {"how": self.word("print.how"), "do": self.word("print.do")}
        up = "" if page.file.src_uri.endswith("index.md") else "../"
        return {"link": f"{up}print/", "open": self.word("print.open")}

    def head(self, context: dict, *, page: Page, config: MkDocsConfig, nav) -> dict:
        """The page's title, and what is shown where its address is shared."""
        page.meta = (
            self.rendered[page.file.src_uri].meta | page.meta
        )  # mkdocs-jupyter has dropped a notebook's
        uri = self.sources[page.file.src_uri]
        context["head"] = {
            "title": page_context.title(uri, self.name(page), config.site_name),
            "kind": "article" if rendering.date(uri) else "website",
            "locale": page_context.LOCALES[self.language],
            "other_locales": [page_context.LOCALES[other] for other in LANGUAGES if other != self.language],
            "image": self.card(page.file.src_uri),
            "image_text": self.word("card.alt"),
        }
        self.listed = [{"url": listed.url, "name": self.name(listed)} for listed in nav.pages]
        return context

    def name(self, page: Page) -> str:
        """The page's name, with its note's."""
        meta = self.rendered[page.file.src_uri].meta
        return page_context.name(self.sources[page.file.src_uri], page.title, meta.get("topics", []))

    def card(self, uri: str) -> str:
        """The picture for a page: its network's, or that of the newest note; "" where neither has one."""
        newest = f"til/{navigation.newest(self.language)}/index.md"
        network = self.rendered[uri].network or self.rendered[newest].network
        return page_context.card_uri(network) if network else ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The feeds, where the site has an address; beside the language, what the pages of all need of it."""
        told = {"pages": self.listed, "card": f"{self.language}/{self.card('index.md')}"}
        beside = Path(f"{config.site_dir}.json")
        beside.write_text(json.dumps(told, ensure_ascii=False), "utf-8", newline="\n")
        if config.site_url:
            said = self.rendered["index.md"].meta.get("description", config.site_name)
            text = feeds.feed(config.site_url, config.site_name, said, self.language, self.items())
            Path(config.site_dir, "feed.xml").write_text(text, "utf-8", newline="\n")

    def items(self) -> Iterator[dict]:
        """The notes as the feed tells them, the newest first."""
        for date in (folder.name for folder in navigation.dates(self.language)):
            uri = f"til/{date}/index.md"
            meta = self.rendered[uri].meta
            title = page_context.name(uri, "", meta.get("topics", []))
            said = meta.get("description", title)
            yield {"title": title, "description": said, "path": f"til/{date}/", "date": date}

    # Before and after the search takes the page's words.
    @event_priority(100)
    def search_reads(self, context: dict, *, page: Page, config: MkDocsConfig, nav) -> None:
        """Give the search a page that it can read."""
        self.shown, page.content = page.content, search_text.readable(page.content)

    @event_priority(-100)
    def search_has_read(self, context: dict, *, page: Page, config: MkDocsConfig, nav) -> None:
        """Put the page back, and add other ways to find it to its sections."""
        page.content, letters = self.shown, search_text.letters(self.shown)
        index = config.plugins["material/search"].search_index
        for n in range(self.read, len(index.entries)):  # those of this page
            anchor = index.entries[n]["location"].partition("#")[2]
            index.entries[n] = search_text.completed(index.entries[n], letters.get(anchor, set()))
        self.read = len(index.entries)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """With the drawer's control in the header; without the builder's name, MkDocs or ProperDocs."""
        return drawer.reachable(GENERATOR.sub("", output), self.word("drawer"))

    on_page_context = CombinedEvent(languages, page_context, search_reads, search_has_read)
