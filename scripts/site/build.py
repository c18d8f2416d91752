"""The outer build: both languages first, then the landing page; when all is there, it becomes the site.

The build that MkDocs starts is that of the landing page. Before it touches the site, each language is built by the
same mkdocs.yml into a folder of its own; a mistake stops it there, so the last good site stays.
"""

import logging
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from .. import cache
from ..lock import locked
from ..pages import rendering
from ..pages.collection import collect
from ..pages.names import words
from ..pages.rendering import STOPS
from ..paths import CACHE, DOCS, LANGUAGES, ROOT, shown
from ..sources import SourceError, line_of, text_of
from . import csp, feeds, offline, publish, service_worker
from .language import Language

STAGE = CACHE / "built"  # of the build under way; the next build removes what a killed one has left there
WAITING = "Another build of this site is under way; waiting for it ..."
NOT_PUBLISHED = ("*.py", "/notation.yml", "/index.html", "/404.html", "__pycache__")
log = logging.getLogger("mkdocs.site")  # MkDocs shows what is said below its own name


class Build:
    """One build of the whole site; `command` is build or serve."""

    def __init__(self, command: str):
        self.serving = command == "serve"
        self.languages: dict[str, Language] = {}
        self.site = Path()  # where the site is to go
        self.cleanup = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The theme's own 404 and sitemap are for a site of pages; on a disk the site has no address."""
        if config.nav is not None:
            path = ROOT / "mkdocs.yml"
            wrong = "the navigation is made from the folders; take nav out, and give a page its place by `order: 3`"
            raise PluginError(str(SourceError(path, line_of(path, "nav:"), wrong)))
        if config.extra["offline"]:
            config.site_url = ""
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Both languages, in a folder of their own; one line if something is wrong with them."""
        self.cleanup.enter_context(locked(CACHE / "build.lock", WAITING))
        shutil.rmtree(STAGE, ignore_errors=True)
        STAGE.mkdir()
        self.cleanup.callback(shutil.rmtree, STAGE, ignore_errors=True)
        # MkDocs begins by emptying the site: what it empties is the stage's.
        self.site, config.site_dir = Path(config.site_dir), str(STAGE / "site")
        self.cleanup.callback(setattr, config, "site_dir", str(self.site))
        try:
            pages = collect(self.serving, config.strict)
            for language in LANGUAGES:
                log.info(f"Building {language}")
                self.languages[language] = Language(language, pages[language], STAGE / "notebooks")
                build_language(config, self.languages[language])
        except STOPS as error:
            raise PluginError(str(error)) from None
        except KeyboardInterrupt:
            self.cleanup.close()
            raise
        cache.prune()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Of the landing page only what stands beside it; the theme's own files are each language's."""
        return Files([file for file in files if file.src_dir == config.docs_dir])

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the languages beside the landing page and the 404, and all into the site."""
        site = Path(config.site_dir)
        shutil.rmtree(site / "search", ignore_errors=True)  # each language has its own
        self.fill(site, config.site_url or "")
        if config.site_url:
            feeds.write_addresses(site, config.site_url)
        for language in LANGUAGES:
            shutil.move(STAGE / language, site / language)
        self.finish(site, config.extra["offline"])
        publish.put(site, self.site)
        self.cleanup.close()
        log.info(f"The site is in {shown(self.site)}")

    def fill(self, site: Path, site_url: str) -> None:
        """The landing page, and the 404, which a host sends for any address: its links begin at the site's root."""
        known = {
            "site_url": site_url,
            "root": urlsplit(site_url or "/").path,
            "listed": {name: language.listed for name, language in self.languages.items()},
            "card": f"{LANGUAGES[0]}/{self.languages[LANGUAGES[0]].card()}",
            "card_alt": words()["card.alt"].values(),
        }
        for name in ("index.html", "404.html"):
            try:
                page = rendering.fill(DOCS / name, text_of(DOCS / name), known)
            except STOPS as error:
                raise PluginError(str(error)) from None
            (site / name).write_text(page, "utf-8", newline="\n")

    def finish(self, site: Path, on_disk: bool) -> None:
        """What is made of all pages together; `serve` puts a script of its own into each that it sends."""
        if self.serving:
            service_worker.write_none(site)
            return
        if on_disk:
            (site / "404.html").unlink()  # of servers
            offline.write(site)
        csp.guard(site)
        if not on_disk:
            service_worker.write(site)

    def on_build_error(self, error: Exception) -> None:
        """Leave no stage behind; one line for a full disk."""
        self.cleanup.close()
        if isinstance(error, OSError):
            raise PluginError(publish.refused(error, self.site)) from None


def build_language(config: MkDocsConfig, plugin: Language) -> None:
    """Build one language by the same mkdocs.yml, with `plugin` in the place of the hook."""
    language = plugin.language
    own = load_config(
        config.config_file_path,
        hooks=[],
        site_dir=str(STAGE / language),
        strict=config.strict,
        exclude_docs="\n".join(NOT_PUBLISHED),
    )
    own.site_url = f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else None
    own.theme["language"] = language
    own.site_name = own.extra["site_names"][language]
    own.plugins["bilingual"] = plugin
    own.plugins.on_startup(command="build", dirty=False)
    build(own)


def make_forgiving(server) -> None:
    """A build that fails must not stop `serve`: MkDocs would let every request wait for the next."""
    build_again = server.builder

    def forgiving() -> None:
        try:
            build_again()
        except Exception as error:
            print(error, file=sys.stderr)
            log.error("The site is still the last good one. Mend the line above, and it builds again.")

    server.builder = forgiving
