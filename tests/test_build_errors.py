"""A mistake ends `mkdocs build --strict` with one line that says where it is, and leaves the last good site.

Real builds of a copy of the project, in a folder whose name has spaces and Hangul. The copy has a good
site; each test makes one mistake in the sources, and they are as before after it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest
from project import Project

from scripts.formulas.katex import KATEX

PATIENCE = 120  # seconds; a wait ends as soon as what is awaited is there
KO, EN = "docs/ko/til/2021-01-12", "docs/en/til/2021-01-12"
NETWORK = "docs/til/2021-01-12/network.yml"
TOO_LARGE = """\
layers: [{units: 1}, {units: 9, activation: identity}]
cost: half_squared_error
Theta: {1: [[0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]]}
examples: [{x: [1], y: [1, 1, 1, 1, 1, 1, 1, 1, 1]}]
"""


def contents(folder):
    """Every file of a folder with its bytes, None where there is no folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in files} if folder.exists() else None


class Copy(Project):
    """A copy with a good site, and what a failing build of it says."""

    def __init__(self, folder, temporary):
        super().__init__(folder, made=True)
        self.temporary = temporary
        self.sources = {name: contents(self.path(name)) for name in ("docs", "scripts")}
        self.configuration = self.path("mkdocs.yml").read_bytes()
        assert self.build().returncode == 0
        self.site = contents(self.path("site"))

    def restore(self):
        """Every source as at first."""
        self.path("mkdocs.yml").write_bytes(self.configuration)
        for name, files in self.sources.items():
            for path in contents(self.path(name)).keys() - files.keys():
                self.path(name).joinpath(path).unlink()
            for path, text in files.items():
                if not (file := self.path(name) / path).exists() or file.read_bytes() != text:
                    file.write_bytes(text)

    def append(self, name, text):
        """Put the text at the end of a file; the line on which it begins."""
        before = self.path(name).read_text("utf-8")
        self.path(name).write_text(f"{before}\n{text}\n", "utf-8")
        return before.count("\n") + 2

    def write(self, name, text):
        """Make a file."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, "utf-8")

    def mistake(self):
        """The one line that the build says of the mistake, which must leave the site as it was."""
        done = self.build()
        assert done.returncode == 1, done.stdout
        said = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("INFO ")]
        assert len(said) == 2, done.stdout
        assert said[1].startswith("Aborted with ")
        assert contents(self.path("site")) == self.site
        assert list(self.temporary.iterdir()) == []
        return said[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    base = tmp_path_factory.mktemp("errors")
    for name in ("temporary", "역전파 노트 (copy)"):
        (base / name).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(base / "temporary"))
        yield Copy(base / "역전파 노트 (copy)", base / "temporary")


@pytest.fixture
def project(copy):
    yield copy
    copy.restore()


# The network file


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cost: binary_cross_entropy", "cost: [binary_cross_entropy", "file: not YAML"),
        ("lambda: 0", "lamda: 0", "did you mean lambda"),
        ("[0.2, -0.7, 1.1]", "[0.2, -0.7]", "Theta 3, row 1: 2 numbers; 3 are wanted"),
    ],
)
def test_a_wrong_network_file_is_named_with_its_line(project, old, new, said):
    line = project.replace(NETWORK, old, new)
    mistake = project.mistake()
    named = re.match(rf"ERROR   -  {NETWORK}:(\d+): ", mistake)
    # What YAML misses is found missing a line further on.
    assert int(named[1]) in ({line, line + 1} if "YAML" in said else {line})
    assert said in mistake


def test_a_missing_network_file_is_named(project):
    project.path(NETWORK).rename(project.path("docs/networks/2021-01-13.yml"))
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  {NETWORK}:1: no such network file")
    assert "2021-01-13.yml" in mistake


def test_a_network_too_large_for_a_page_is_told_what_fits(project):
    project.write(NETWORK, TOO_LARGE)
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  {NETWORK}:1: layers: 2 layers of up to 9 units are too many")
    assert "at most 6 layers of 8 units" in mistake


# Names in pages


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ tex("delta2_9") }}', "unknown name 'delta2_9'; nearest: delta2_2, delta2_1"),
        ('{{ eq("delta2_2.exakt") }}', "unknown name 'delta2_2.exakt'; nearest: delta2_2.exact"),
        ('{{ num("delta2_9") }}', "unknown name 'delta2_9' in values; nearest: delta2_2, delta2_1"),
        ('{{ num("nope") }}', "unknown name 'nope' in values; known are Theta1_10, "),
        ('{{ figure("nope") }}', "unknown figure 'nope'; known are forward, "),
        ('{{ facts("nope") }}', "unknown name 'nope' in facts; known are L, m, s, g, "),
        ('{{ part("nope") }}', "unknown part 'nope'; known are card, compare, "),
        ('{{ word("table.unitt") }}', "unknown word 'table.unitt'; nearest: table.unit"),
        ('{{ cell("setup") }}', "cell() is for notebooks"),
        ('{{ txe("delta2_2") }}', "'txe' is undefined; nearest: tex"),
        ("{{ tex() }}", "TypeError: Scope.tex() missing 1 required positional argument"),
        ('{{ tex("delta2_2" }}', "the braces do not fit: "),
        ("{% for l in layers %}", "the braces do not fit: "),
    ],
)
def test_a_wrong_name_in_a_page_is_told_the_right_ones(project, text, said):
    line = project.append(f"{KO}/index.md", text)
    assert project.mistake().startswith(f"ERROR   -  {KO}/index.md:{line}: {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ cell("nope") }}', "unknown name 'nope' in cells; known are setup, network, "),
        ('{{ nosuch("x") }}', "'nosuch' is undefined; known are "),
    ],
)
def test_so_is_one_in_the_source_of_a_notebook(project, text, said):
    line = project.append(f"{EN}/worked-example.nb.md", text)
    assert project.mistake().startswith(f"ERROR   -  {EN}/worked-example.nb.md:{line}: {said}")


def test_a_page_without_a_network_is_told_how_to_name_one(project):
    for language in ("ko", "en"):
        project.write(f"docs/{language}/곁가지/새 쪽.md", '# 하나\n\n{{ tex("C") }}\n')
    mistake = project.mistake()
    assert mistake.startswith("ERROR   -  docs/ko/곁가지/새 쪽.md:3: this page has no network file; ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("step.latex", "step.latx", "'dict object' has no attribute 'latx'"),
        ("tex(told.name)", 'tex(told.name ~ "x")', "unknown name 'delta4_1x'; nearest: delta4_1"),
        ("{% endfor %}", "{% endfr %}", "the braces do not fit: Encountered unknown tag 'endfr'"),
    ],
)
def test_a_mistake_in_a_template_names_the_template_and_the_page_that_uses_it(project, old, new, said):
    line = project.replace("scripts/pages/templates/steps.j2", old, new)
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  scripts/pages/templates/steps.j2:{line}: {said}")
    assert re.search(rf"\(used in {KO}/derivation\.md:\d+\)$", mistake)


@pytest.mark.parametrize("name", ["docs/notation.yml", "scripts/pages/words.yml"])
def test_a_mistake_in_the_words_names_their_file(project, name):
    line = project.append(name, "nope: {ko: [, en: nope}")
    assert project.mistake().startswith(f"ERROR   -  {name}:{line}: not YAML: ")


def test_a_word_in_one_language_only_is_named(project):
    line = project.append("scripts/pages/words.yml", "nope: {ko: 아니}")
    assert project.mistake() == f"ERROR   -  scripts/pages/words.yml:{line}: nope lacks its words in en"


def test_a_crash_while_the_note_is_made_names_the_line_of_the_code(project):
    line = project.append("scripts/notes/derivation.py", "1 / 0")
    said = f"ERROR   -  scripts/notes/derivation.py:{line}: ZeroDivisionError: division by zero"
    assert project.mistake().startswith(said)


# Pages


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("---\ndescription: x\ntopics: [[One]\n---\n", 4, "not YAML: "),
        ("---\n- One\n---\n", 2, "the front matter is no mapping; "),
        ("---\ndescription: x\n", 1, "the front matter has no end; "),
        ("---\ndescription: x\ntopics: One\n---\n", 3, "topics is no list; "),
    ],
)
def test_broken_front_matter_is_named_with_its_line(project, front, line, said):
    project.write(f"{EN}/index.md", f"{front}\n# One\n")
    mistake = project.mistake()
    named = re.match(rf"ERROR   -  {EN}/index\.md:(\d+): {re.escape(said)}", mistake)
    assert int(named[1]) in ({line - 1, line} if "YAML" in said else {line})


@pytest.mark.parametrize("name", ["derivation.md", "worked-example.nb.md"])
@pytest.mark.parametrize(("there", "gone"), [(KO, EN), (EN, KO)])
def test_a_page_that_lacks_its_other_language_is_named(project, name, there, gone):
    project.path(f"{gone}/{name}").unlink()
    said = f"{there}/{name}:1: this page lacks its other language; write {gone}/{name}"
    assert project.mistake() == f"ERROR   -  {said}"


def test_a_page_that_is_not_utf_8_is_named_with_its_line(project):
    line = project.append(f"{KO}/index.md", "한글")
    page = project.path(f"{KO}/index.md")
    page.write_bytes(page.read_bytes().removesuffix("글\n".encode()) + "글\n".encode("cp949"))
    assert project.mistake().startswith(f"ERROR   -  {KO}/index.md:{line}: not UTF-8 text")


def test_a_notebook_beside_the_sources_is_told_where_notebooks_come_from(project):
    project.write("docs/en/x.ipynb", "{}")
    assert project.mistake().startswith("ERROR   -  docs/en/x.ipynb:1: ")


def test_a_page_in_the_place_of_the_one_to_print_is_named(project):
    for language in (KO, EN):
        project.write(f"{language}/print.md", "# Print")
    said = f"{KO}/print.md:1: this page is made of the note's other pages; rename yours"
    assert project.mistake() == f"ERROR   -  {said}"


def test_a_link_to_a_page_that_is_not_there_is_named(project):
    project.append(f"{EN}/index.md", "[nope](nope.md)")
    mistake = project.mistake()
    assert mistake.startswith("WARNING -  Doc file 'til/2021-01-12/index.md' contains a link 'nope.md'")


# Formulas


@pytest.mark.parametrize("tex", [r"\frac{1}{", r"\nosuch"])
@pytest.mark.parametrize("name", [f"{KO}/derivation.md", f"{EN}/worked-example.nb.md"])
def test_a_formula_that_does_not_parse_is_named_with_its_line_below_what_expands(project, name, tex):
    """Above it stand Jinja's loops, a right formula that begins like it, and the same text as code."""
    project.append(name, f"$\\frac{{1}}{{2}}$, the code `${tex}$`\n\n```text\n${tex}$\n```")
    line = project.append(name, f"{{% for n in [1, 2] %}}\n- {{{{ n }}}}\n{{% endfor %}}\n\nAnd ${tex}$.") + 4
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  {name}:{line}: a formula that does not parse: formula {tex}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (f"{EN}/index.md", "$$\n\\nosuch\n$$"),
        (f"{KO}/worked-example.nb.md", "$$\n\\nosuch\n$$"),
        (f"{EN}/index.md", '{% for n in ["\\\\nosuch"] %}$x + {{ n }}$\n{% endfor %}'),
    ],
)
def test_so_is_a_display_and_one_that_jinja_has_a_part_in(project, name, text):
    line = project.append(name, text)
    assert project.mistake().startswith(f"ERROR   -  {name}:{line}: a formula that does not parse: ")


@pytest.mark.parametrize(
    ("there", "other", "name"),
    [(KO, EN, "index.md"), (EN, KO, "index.md"), (EN, KO, "worked-example.nb.md")],
)
def test_a_formula_in_one_language_only_is_named(project, there, other, name):
    line = project.append(f"{there}/{name}", "$q + 1$")
    said = f"{there}/{name}:{line}: the formula q + 1 is missing in {other}/{name}"
    assert re.fullmatch(rf"ERROR   -  {re.escape(said)}:\d+; write it there too", project.mistake())


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ('{{ tex("C") }}, {{ tex("J") }}', '{{ tex("J") }}, {{ tex("C") }}'),
        ("$q + 1$", "$q - 1$"),
        ("$$q + 1$$", "$q + 1$"),
    ],
)
def test_formulas_that_differ_between_the_languages_are_named_in_both(project, ko, en):
    line, other = project.append(f"{KO}/derivation.md", ko), project.append(f"{EN}/derivation.md", en)
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  {KO}/derivation.md:{line}: the formula ")
    assert f" {EN}/derivation.md:{other}: " in mistake


def test_prices_are_no_formulas(project):
    prices = "Costs $5 and $10, ($5) or ($10), $5-$10, from $5, up to $10."
    for language in ("ko", "en"):
        project.write(f"docs/{language}/곁가지/새 값.md", f"# One\n\n{prices}\n")
        project.write(f"docs/{language}/곁가지/셈.nb.md", f"# One {{ #one }}\n\n{prices}\n")
    done = project.build(site="other")
    assert done.returncode == 0, done.stdout
    for name in ("새 값", "셈"):
        page = project.path(f"other/ko/곁가지/{name}/index.html").read_text("utf-8")
        assert prices in page
        assert "katex" not in re.search("<article.*</article>", page, re.S)[0]
    shutil.rmtree(project.path("other"))


# Notebooks


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("q = 1\nraise ValueError('한 줄\\n두 줄')", 2, "ValueError: 한 줄 두 줄"),
        ("def f():\n    1 / 0\n\n\nf()", 5, "ZeroDivisionError: division by zero"),
        ("q = = 1", 1, "SyntaxError: invalid syntax"),
    ],
)
def test_a_failing_cell_is_named_with_the_line_that_fails(project, code, line, said):
    start = project.append(f"{KO}/worked-example.nb.md", f"```python\n{code}\n```")
    mistake = project.mistake()
    where = f"{KO}/worked-example.nb.md:{start + line}"
    assert mistake.startswith(f"ERROR   -  {where}: a cell of the notebook fails: {said}")


def test_a_failing_cell_of_the_engine_is_named_with_the_line_that_asks_for_it(project):
    project.replace("scripts/notes/notebook/cells.py.j2", "assert worst < 1e-6", "assert worst < 0")
    source = project.path(f"{KO}/worked-example.nb.md").read_text("utf-8")
    line = source[: source.index('{{ cell("check") }}')].count("\n") + 1
    said = f"{KO}/worked-example.nb.md:{line}: a cell of the notebook fails: AssertionError"
    assert project.mistake().startswith(f"ERROR   -  {said}")


@pytest.mark.parametrize("heading", ["## 더 해보기", "더 해보기\n---"])
def test_a_heading_of_a_notebook_without_an_anchor_is_named(project, heading):
    line = project.append(f"{KO}/worked-example.nb.md", heading)
    mistake = project.mistake()
    assert mistake.startswith(f"ERROR   -  {KO}/worked-example.nb.md:{line}: a heading of a notebook needs")


# What is left behind


@pytest.mark.parametrize("text", ['{{ tex("nope") }}', "$q + 1$", "[nope](nope.md)"])
def test_where_there_is_no_site_yet_a_mistake_makes_none(project, text):
    project.append(f"{EN}/index.md", text)
    assert project.build(site="none").returncode == 1
    assert not contents(project.path("none"))


def test_a_good_build_leaves_no_temporary_folder(project):
    assert project.build().returncode == 0
    assert list(project.temporary.iterdir()) == []
    assert not project.path(".cache/built").exists()


def test_without_a_network_and_without_katex_one_line_says_what_is_needed(project, monkeypatch, tmp_path):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
    project.forget("kept")
    installed = project.path(f".cache/npm/katex-{KATEX.version()}")
    installed.rename(tmp_path / "katex")
    try:
        mistake = project.mistake()
    finally:
        (tmp_path / "katex").rename(installed)
    assert mistake.startswith("ERROR   -  KaTeX: npm ci failed: ")
    assert "the first build needs the network" in mistake


def killed(project, words):
    """A build without executed notebooks, killed as soon as it has said the words."""
    project.forget("kept", "executed", "converted")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
    with subprocess.Popen(
        command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        said = next(line for line in process.stdout if words in line)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    return said


@pytest.mark.parametrize("words", ["Executing", "Converting notebook", "Building en"])
def test_a_killed_build_spoils_neither_the_site_nor_the_next_build(project, words):
    killed(project, words)
    assert contents(project.path("site")) == project.site
    done = project.build()
    assert done.returncode == 0, done.stdout
    assert contents(project.path("site")) == project.site
    assert not project.path(".cache/built").exists()


@pytest.mark.parametrize(("forgotten", "where"), [((), "built"), (("kept", "notes"), "notes")])
def test_a_full_disk_is_one_line_and_leaves_the_last_good_site(project, forgotten, where):
    """A limit for the size of a file stands for the end of the disk."""
    project.forget(*forgotten)
    done = project.build("--quiet", largest=50_000)
    assert done.returncode == 1
    assert re.fullmatch(
        rf"Error: \.cache/{where}/.*: File too large; the site is still the last one: .*\n", done.stdout
    )
    assert contents(project.path("site")) == project.site
    assert not project.path(".cache/built").exists()
    assert project.build().returncode == 0


@pytest.mark.parametrize("name", ["executed", "converted"])
def test_half_a_file_in_a_cache_of_notebooks_does_not_spoil_the_next_build(project, name):
    kept = list(project.path(f".cache/{name}").rglob("*.json"))
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    project.forget("kept")
    done = project.build()
    assert done.returncode == 0, done.stdout
    assert contents(project.path("site")) == project.site


def test_two_builds_at_once_give_the_same_site(project):
    project.forget("kept", "executed", "converted")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    both = [subprocess.Popen([*command, site], cwd=project.folder) for site in ("one", "two")]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    for site in ("one", "two"):
        assert contents(project.path(site)) == project.site
        shutil.rmtree(project.path(site))


# Other machines


def test_windows_line_ends_and_a_byte_order_mark_give_the_same_site(project):
    for path in [*project.path("docs/ko").rglob("*.md"), *project.path("docs/en").rglob("*.md")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = project.build()
    assert done.returncode == 0, done.stdout
    assert contents(project.path("site")) == project.site


def test_the_lock_file_of_an_editor_is_no_page(project):
    project.path("docs/ko/.#index.md").symlink_to("somebody@somewhere.1")
    try:
        done = project.build()
    finally:
        project.path("docs/ko/.#index.md").unlink()
    assert done.returncode == 0, done.stdout
    assert contents(project.path("site")) == project.site


@pytest.mark.parametrize("home", ["a user's cache folder", "no cache folder"])
def test_a_checkout_that_holds_no_cache_is_built_from_outside_of_it(project, monkeypatch, tmp_path, home):
    """`.cache` is a file here, as root may write to every folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    if home == "a user's cache folder":
        outside = tmp_path / "cache" / "backpropagation-notes"
    else:
        (tmp_path / "cache").touch()
        outside = tmp_path / "temporary" / f"backpropagation-notes-{os.getuid()}"
    outside.parent.mkdir(exist_ok=True)
    project.path(".cache").rename(outside)
    project.path(".cache").touch()
    before = contents(project.folder)
    try:
        done = project.build()
        after = contents(project.folder)
    finally:
        project.path(".cache").unlink()
        outside.rename(project.path(".cache"))
    assert done.returncode == 0, done.stdout
    assert after == before
