"""The outer build: both languages first, then the landing page, then all of it into the site."""

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
from . import disk, kept, notebooks, parity, policy, visits
from .errors import PageError
from .inner import Language
from .notes import NoteError, library_key
from .paths import CACHE, DOCS, LANGUAGES, ROOT

log = logging.getLogger("mkdocs.hooks")
STAGE = CACHE / "built"
WAITING = "Another build of this site is under way; waiting for it ..."


def inner_config(config: MkDocsConfig, language: str, site_dir: Path) -> MkDocsConfig:
    """The same mkdocs.yml for one language; `scripts/site/inner.py` takes the place of the hook."""
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
    made.plugins["mkdocs-jupyter"].config["cache_dir"] = str(CACHE / "executed" / library_key() / language)
    return made


def build_languages(config: MkDocsConfig, folder: Path) -> None:
    """Build each language into folder/LANGUAGE; then hold them against each other."""
    parity.check_pages()
    notebooks.quiet_kernel()
    for path in notebooks.torn(CACHE / "executed"):
        path.unlink()
    formulas = {}
    for language in LANGUAGES:
        log.info(f"Building {language}")
        made = inner_config(config, language, folder / language)
        plugin = Language(language)
        made.plugins["bilingual"] = plugin
        made.plugins.on_startup(command="build", dirty=False)
        build(made)
        formulas[language] = plugin.formulas
    parity.check_formulas(formulas)


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


opened = ExitStack()  # holds the stage from the first event of a build to its last


def on_pre_build(config: MkDocsConfig) -> None:
    """Both languages, in a folder of their own; one line if something is wrong with them."""
    quiet = logging.getLogger(build.__module__)
    level = quiet.level
    quiet.setLevel(logging.WARNING)
    try:
        folder = opened.enter_context(stage())
        kept.built(config, folder, lambda: build_languages(config, folder))
    except (PageError, NoteError, NpmError) as error:
        raise PluginError(str(error)) from None
    except KeyboardInterrupt:
        opened.close()
        raise
    finally:
        quiet.setLevel(level)


def on_build_error(error: Exception) -> None:
    """Leave no stage behind."""
    opened.close()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The theme's own 404 and sitemap are for a site of pages; the landing page is not one."""
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Of the landing page only what stands beside it; the theme's own files are each language's."""
    return Files([file for file in files if file.src_dir == config.docs_dir])


def on_post_build(config: MkDocsConfig, command: str) -> None:
    """Put the languages beside the landing page, and the right addresses into the 404."""
    shutil.rmtree(Path(config.site_dir) / "search", ignore_errors=True)  # each language has its own
    missing = Path(config.site_dir) / "404.html"
    root = urlsplit(config.site_url or "/").path
    missing.write_text(missing.read_text("utf-8").replace('href="/', f'href="{root}'), "utf-8")
    for language in LANGUAGES:
        place = Path(config.site_dir) / language
        shutil.rmtree(place, ignore_errors=True)  # `--dirty` has not cleaned the site
        shutil.move(STAGE / language, place)
    opened.close()
    finish(Path(config.site_dir), command, config.extra["offline"])


def finish(site: Path, command: str, offline: bool) -> None:
    """What is made of all pages together; `serve` puts a script of its own into each that it sends."""
    if command == "serve":
        visits.write_none(site)
        return
    if offline:
        disk.write(site, LANGUAGES)
    policy.guard(site)
    if not offline:
        visits.write(site)


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
