"""The outer build: both languages first, then the landing page; when all is there, it becomes the site."""

import json
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from ..lock import locked
from ..npm import NpmError
from . import compiled, offline, publish, feeds, page_context, kept, not_found, notes, csp, service_worker
from ..pages import notebooks, rendering, parity
from ..sources import SourceError
from .publish import refused
from .language import Language
from .notes import NoteError
from ..paths import CACHE, DOCS, LANGUAGES, ROOT, STAGE, shown

log = logging.getLogger("mkdocs.hooks")
builder = logging.getLogger(build.__module__)
WAITING = "Another build of this site is under way; waiting for it ..."


def inner_config(config: MkDocsConfig, language: str, site_dir: Path) -> MkDocsConfig:
    """The same mkdocs.yml for one language; `scripts/site/language.py` takes the place of the hook."""
    made = load_config(
        config.config_file_path,
        hooks=[],
        docs_dir=str(DOCS / language),
        site_dir=str(site_dir),
        strict=config.strict,
        exclude_docs="",
    )
    made.site_url = f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else None
    made.theme["language"] = language
    made.site_name = made.extra["site_names"][language]
    # One folder a language: the plugin forgets what the build at hand does not use.
    made.plugins["mkdocs-jupyter"].config["cache_dir"] = str(notebooks.converted() / language)
    return made


def build_languages(config: MkDocsConfig, folder: Path) -> None:
    """Build each language into folder/LANGUAGE; then hold them against each other."""
    parity.check_pages()
    notes.prepare({network for language in LANGUAGES for network in rendering.networks(language)})
    for path in notebooks.torn(notebooks.converted()):
        path.unlink()
    compiled.of_notebooks()
    # All of them before the first is built: most mistakes are found here, within seconds.
    rendered = {language: rendering.render_all(language) for language in LANGUAGES}
    formulas = {}
    for language in LANGUAGES:
        log.info(f"Building {language}")
        made = inner_config(config, language, folder / language)
        plugin = Language(language, rendered[language])
        made.plugins["bilingual"] = plugin
        made.plugins.on_startup(command="build", dirty=False)
        build(made)
        formulas[language] = plugin.formulas
    parity.check_formulas(formulas)
    for kind in (notes, notebooks, compiled):
        kind.prune()


@contextmanager
def stage() -> Iterator[Path]:
    """An empty folder, for one build at a time: two would take each other's executed notebooks away.

    It is in the cache, so that the next build removes what a killed one has left there.
    """
    with locked(CACHE / "build.lock", WAITING):
        shutil.rmtree(STAGE, ignore_errors=True)
        STAGE.mkdir()
        try:
            yield STAGE
        finally:
            shutil.rmtree(STAGE, ignore_errors=True)


@contextmanager
def aside(config: MkDocsConfig) -> Iterator[Path]:
    """MkDocs, which begins by emptying the site, writes into the stage; the folder that is meant is given.

    Meanwhile it does not say where it writes.
    """
    meant, level = config.site_dir, builder.level
    config.site_dir = str(STAGE / "site")
    builder.setLevel(logging.WARNING)
    builder.addFilter(is_no_echo)
    try:
        yield Path(meant)
    finally:
        config.site_dir = meant
        builder.setLevel(level)
        builder.removeFilter(is_no_echo)


def is_no_echo(record: logging.LogRecord) -> bool:
    """What stops a build is said once, at its end."""
    return not record.getMessage().startswith("Error building page")


opened = ExitStack()  # holds the stage from the first event of a build to its last
site = Path()  # where the site is to go


def on_pre_build(config: MkDocsConfig) -> None:
    """Both languages, in a folder of their own; one line if something is wrong with them."""
    global site
    languages = opened.enter_context(stage()) / "languages"
    site = opened.enter_context(aside(config))
    languages.mkdir()
    try:
        kept.built(config, languages, lambda: build_languages(config, languages))
    except (SourceError, NoteError, NpmError) as error:
        raise PluginError(str(error)) from None
    except KeyboardInterrupt:
        opened.close()
        raise


def on_build_error(error: Exception) -> None:
    """Leave no stage behind; one line for a full offline."""
    opened.close()
    if isinstance(error, OSError):
        raise PluginError(refused(error, site)) from None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The theme's own 404 and sitemap are for a site of pages; the landing page is not one.

    On a disk the site has no address.
    """
    if config.extra["offline"]:
        config.site_url = ""
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Of the landing page only what stands beside it; the theme's own files are each language's."""
    return Files([file for file in files if file.src_dir == config.docs_dir])


def on_post_build(config: MkDocsConfig, command: str) -> None:
    """Put the languages beside the landing page, the right addresses into the 404, and all into the site."""
    made = Path(config.site_dir)
    shutil.rmtree(made / "search", ignore_errors=True)  # each language has its own
    told = {language: read(STAGE / "languages" / f"{language}.json") for language in LANGUAGES}
    listed = {language: of["pages"] for language, of in told.items()}
    not_found.fill(made / "404.html", listed, urlsplit(config.site_url or "/").path)
    if config.site_url:
        address(made, config.site_url, told[LANGUAGES[0]]["card"])
    for language in LANGUAGES:
        shutil.move(STAGE / "languages" / language, made / language)
    finish(made, command, config.extra["offline"])
    publish.put(made, site)
    opened.close()
    log.info(f"The site is in {shown(site)}")


def read(path: Path) -> dict:
    """What the build of a language tells of it."""
    return json.loads(path.read_text("utf-8"))


def address(site: Path, url: str, card: str) -> None:
    """What needs the site's address: whole ones on the landing page, the index of the sitemaps."""
    page_context.landing(site / "index.html", url, card)
    (site / "sitemap.xml").write_text(feeds.sitemaps(url, LANGUAGES), "utf-8", newline="\n")
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, "utf-8", newline="\n")


def finish(site: Path, command: str, offline: bool) -> None:
    """What is made of all pages together; `serve` puts a script of its own into each that it sends."""
    if command == "serve":
        service_worker.write_none(site)
        return
    if offline:
        (site / "404.html").unlink()  # of servers
        offline.write(site, LANGUAGES)
    csp.guard(site)
    if not offline:
        service_worker.write(site)


def on_serve(server):
    """A build that fails must not stop `serve`: MkDocs would let every request wait for the next."""
    build_again = server.builder

    def forgiving() -> None:
        try:
            build_again()
        except Exception as error:
            print(error, file=sys.stderr)
            log.error("The site is still the last good one. Mend the line above, and it builds again.")

    server.builder = forgiving
    seen = before_first
    while (now := watched()) != seen:  # saved during the first build, when MkDocs does not watch yet
        seen = now
        forgiving()
    return server


def watched() -> dict[Path, int]:
    """When each file that pages come from was last saved."""
    found = {}
    for path in (path for folder in (DOCS, ROOT / "scripts") for path in folder.rglob("*")):
        with suppress(OSError):  # gone in the meantime
            found[path] = path.stat().st_mtime_ns
    return {path: time for path, time in found.items() if path.is_file()}


before_first = watched()
