"""scripts/new-note starts a note that the site takes at once; scripts/check says what it lacks, and holds
both languages against each other; scripts/names lists what pages can name."""

import json
import os
import re
import subprocess
import sys

import pytest
from project import NOTE, ROOT, Project

from scripts.tools import names
from scripts.tools.check import __main__ as check
from scripts.tools.new_note import __main__ as new_note

KO, EN = f"{NOTE}/index.ko.md", f"{NOTE}/index.en.md"
NEW = ("2021-01-13", "Gradient Checking", "기울기 검사")
FOLDER = "docs/til/2021-01-13"
PAGE = """\
# One { #one }

## Two { #two }

{{ figure("forward") }}

{{ eq("C.definition") }}

| 1 | 2 |
|---|---|

{{ num("C") }}, $q$, [code](code.ipynb)
"""


@pytest.fixture
def note(sources):
    """A note of one page, and of one notebook, that are the same in both languages."""
    sources.note(page=PAGE)
    sources.page(f"{NOTE}/code.{{}}.nb.md", "# Code { #code }\n\n```python\n1 + 1\n```\n")
    return sources


@pytest.fixture
def run(note, monkeypatch, capsys):
    """run(check, "--json"): status, output and errors of one of our programs, run in this process."""

    def run(program, *words):
        note.forget()
        monkeypatch.setattr(sys, "argv", ["program", *words])
        try:
            status = program.main()
        except SystemExit as end:
            status = end.code
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def findings(run):
    """findings(): what scripts/check finds, as it prints it for programs."""

    def findings(*words):
        status, output, errors = run(check, "--json", *words)
        listed = json.loads(output)
        assert (status, errors) == (1 if listed else 0, "")
        return listed

    return findings


def process(folder, module, *words):
    """Status, output and errors of one of our programs in a process of its own."""
    command = [sys.executable, "-m", f"scripts.tools.{module}", *words]
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


# Both languages side by side


def test_nothing_is_found_in_the_sources_of_the_site():
    assert process(ROOT, "check") == (0, "Nothing found.\n", "")


@pytest.mark.parametrize(
    ("page", "old", "new", "named"),
    [
        ("index.{}.md", "## Two", "### Two", "the heading ### { #two }"),
        ("index.{}.md", "#two", "#zwei", "the heading ## { #zwei }"),
        ("index.{}.md", 'figure("forward")', 'figure("backward")', "the figure backward"),
        ("index.{}.md", 'eq("C.definition")', 'eq("C.worked")', "the formula "),
        ("index.{}.md", "$q$", "$q + 1$", "the formula q + 1"),
        ("index.{}.md", "| 1 |", "| 3 |", "the table (3, 2)"),
        ("index.{}.md", 'num("C")', 'num("J")', "the number J "),
        ("index.{}.md", "(code.ipynb)", "(more.ipynb)", "the link more.ipynb"),
        ("code.{}.nb.md", "1 + 1", "1 + 2", "the code cell “1 + 2 …”"),
    ],
)
def test_what_differs_between_the_languages_is_named_in_both(note, findings, page, old, new, named):
    assert findings() == []
    korean, english = (f"{NOTE}/{page.format(language)}" for language in ("ko", "en"))
    line = note.replace(korean, old, new)
    listed = [finding for finding in findings() if finding["rule"] == "page" and named in finding["problem"]]
    assert [(finding["file"], finding["line"]) for finding in listed] == [(korean, line)]
    assert re.search(rf"{re.escape(english)}:\d+", listed[0]["problem"])


def test_what_is_in_the_second_language_only_is_named_in_both(note, findings):
    line = note.append(EN, "[More](more.md)")
    [finding] = findings()
    assert (finding["file"], finding["line"]) == (EN, line)
    assert re.fullmatch(rf"the link more.md is missing in {KO}:\d+", finding["problem"])


# Korean, where a reader meets it


def test_korean_is_judged_as_it_is_read_and_told_where_it_is_written(note, findings):
    """After a formula by its LaTeX, in each turn of a loop, around what Jinja puts in."""
    loop = '{% for n in (1, 2) %}\n{{ n }}번: {{ tex("symbol.l") }}는 값이다.\n{% endfor %}'
    line = note.append(KO, f"{loop}\n\n목록을 봅니다.")
    note.append(EN, '{{ tex("symbol.l") }}\n' * 2)
    lines = note.path(KO).read_text("utf-8").splitlines()
    assert {(finding["line"], finding["column"], finding["instead"]) for finding in findings()} == {
        (line + 1, lines[line].index("는 ") + 1, "write “은”"),
        (line + 4, lines[line + 3].index("봅") + 1, "write 한다체: -다, -한다, -이다"),
    }


def test_a_banned_word_in_a_data_file_is_found_at_its_place(note, run):
    line = note.replace("docs/notation.yml", "ko: 목표값., en", "ko: 목표값의 에러., en")
    status, output, _ = run(check)
    assert status == 1
    place = rf"docs/notation\.yml:{line}:\d+: “에러” is not used here; write “오차”"
    assert re.fullmatch(rf"{place}\n1 thing found\.\n", output)


def test_only_files_that_are_asked_for_are_told(note, findings):
    note.append(KO, "그 값을 구해 봅시다. 봅니다.")
    assert len(findings(KO)) == len(findings()) == 1
    assert findings("docs/notation.yml") == []


def test_a_data_file_that_cannot_be_read_ends_with_2(note, run):
    note.append("docs/notation.yml", "nope: {ko: [\n")
    status, output, errors = run(check)
    assert (status, output) == (2, "")
    assert re.fullmatch(r"scripts/check: docs/notation.yml:\d+: not YAML: [^\n]*\n", errors)


def test_a_path_that_is_not_there_ends_with_2(run):
    assert run(check, "docs/nope") == (2, "", "scripts/check: docs/nope: no such file or folder\n")


# A new note


@pytest.mark.slow
def test_a_new_note_builds_at_once_and_the_check_says_what_is_still_to_be_written(tmp_path):
    """Its pages that hold for any network are there where they are asked for."""
    project = Project(tmp_path / "노트 하나", made=True)
    assert process(project.folder, "new_note", *NEW, "--explorer", "--worked-example")[0] == 0
    own = {"note.py", "network.yml", "index.ko.md", "index.en.md"}
    listed = json.loads(process(project.folder, "check", "--json")[1])
    assert {(finding["rule"], finding["file"]) for finding in listed} == {
        ("unwritten", f"{FOLDER}/{name}") for name in own
    }
    done = project.build()
    assert done.returncode == 0, done.stdout
    for language, title in (("ko", "기울기 검사"), ("en", "Gradient Checking")):
        index = project.path(f"site/{language}/index.html").read_text("utf-8")
        assert re.search(rf'<a href="til/2021-01-13/">2021/01/13</a>: {title}', index)
        page = project.path(f"site/{language}/til/2021-01-13/index.html").read_text("utf-8")
        assert "TIL ( 2021/01/13 )" in page
        assert f'<h2 id="gradient-checking">{title}' in page
        assert re.search(r'<blockquote>\s*<h2 id="reference">Reference', page)
        for name in ("derivation", "worked-example", "explorer"):
            assert project.path(f"site/{language}/til/2021-01-13/{name}/index.html").is_file()


@pytest.mark.slow
def test_the_examples_of_a_new_note_hold_and_its_network_may_be_left_out(tmp_path):
    project = Project(tmp_path / "note", made=True)
    assert process(project.folder, "new_note", *NEW, "--no-network")[0] == 0
    note = project.path(f"{FOLDER}/note.py")
    note.write_text(re.sub(r"^#(?! (?:`|take away)) ?", "", note.read_text("utf-8"), flags=re.M), "utf-8")
    for name in ('num("best_epsilon")', 'eq("central")', 'figure("error-by-epsilon")', 'table("errors")'):
        for language in ("ko", "en"):
            project.append(f"{FOLDER}/index.{language}.md", f"\n{{{{ {name} }}}}")
    listed = json.loads(process(project.folder, "check", "--json")[1])
    assert {finding["rule"] for finding in listed} == {"unwritten"}
    done = project.build()
    assert done.returncode == 0, done.stdout
    page = project.path("site/en/til/2021-01-13/index.html").read_text("utf-8")
    assert "It is smallest at ε = 1 × 10⁻⁵." in page
    assert page.count("<tr>") == 13


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2021-02-30", *NEW[1:]), "2021-02-30: no date"),
        (("13.1.2021", *NEW[1:]), "13.1.2021: no date"),
        (("2021-01-13", "기울기 검사", "Gradient Checking"), "'기울기 검사' is no English title"),
        (("2021-01-13", "Gradient Checking", "Gradient"), "'Gradient' is no Korean title"),
        (("2021-01-13", "{{ x }}", "기울기"), "'{' in the title"),
        (("2021-01-13",), "the following arguments are required: english, korean"),
        (("2000-01-02", *NEW[1:]), f"{NOTE}: is there already; nothing is overwritten"),
        ((*NEW, "--no-network", "--explorer"), "leave out --no-network"),
    ],
)
def test_bad_arguments_get_one_line_and_write_nothing(note, run, words, message):
    files = sorted(note.path("docs").rglob("*"))
    status, output, errors = run(new_note, *words)
    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert errors.startswith("scripts/new-note: ")
    assert message in errors
    assert sorted(note.path("docs").rglob("*")) == files


# The names of a note


def test_names_lists_what_pages_can_name_with_value_and_origin(run):
    status, output, _ = run(names, "2000-01-02", "delta2_1")
    heading, *rows = output.splitlines()
    assert (status, heading.split()) == (0, ["name", "kind", "value", "from"])
    assert {row.split()[0] for row in rows} >= {"delta2_1", "delta2_1.exact", "delta2_1.worked"}
    assert all(row.find(row.split()[1]) == heading.index("kind") for row in rows)
    assert rows[0].endswith(f"{NOTE}/network.yml")


def test_names_of_no_note_are_answered_with_the_notes_that_there_are(run):
    message = "scripts/names: 2020-01-01: no such note; there are 2000-01-02\n"
    assert run(names, "2020-01-01") == (2, "", message)
