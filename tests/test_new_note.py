"""scripts/new-note starts a note that the site takes at once; scripts/check says what it lacks, and holds
both languages against each other. Everything is run for real, in a copy of the project."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from project import Project

NOTE = "docs/til/2021-01-12"
NEW = ("2021-01-13", "Gradient Checking", "기울기 검사")
FOLDER = "docs/til/2021-01-13"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("노트 하나"), made=True)


@pytest.fixture
def project(copy, tmp_path):
    """The copy, whose pages and data are as before after each test."""
    shutil.copytree(copy.path("docs"), tmp_path / "docs")
    yield copy
    shutil.rmtree(copy.path("docs"))
    shutil.copytree(tmp_path / "docs", copy.path("docs"))


def run(project, module, *words):
    """Status, output and errors of one of our programs."""
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(project.folder)}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [sys.executable, "-m", f"scripts.tools.{module}", *words]
    done = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def findings(project, *words):
    """What scripts/check finds, as it prints it for programs."""
    status, output, errors = run(project, "check", "--json", *words)
    found = json.loads(output)
    assert (status, errors) == (1 if found else 0, "")
    return found


def edit(project, name, change):
    """Change the text of a file of the copy."""
    path = project.path(name)
    path.write_text(change(path.read_text("utf-8")), "utf-8")


# Both languages side by side


def test_nothing_is_found_in_the_sources_of_the_site(project):
    assert findings(project) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("index", "### δ의 뜻 { #", "#### δ의 뜻 { #", "the heading #### { #meaning-of-delta }"),
        ("index", "{ #backward-flow }", "{ #backwards }", "the heading ### { #backwards }"),
        ("index", '{{ figure("backward") }}', '{{ figure("meaning") }}', "the figure meaning"),
        ("index", '{{ eq("C.worked") }}', '{{ eq("C.definition") }}', "the formula C = "),
        ("index", "합의 0번 항이", "합 $q$의 0번 항이", "the formula q"),
        ("index", '{{ part("compare") }}', '{{ part("forward") }}', "the table (2, 1, "),
        ("index", '{{ part("compare") }}', '{{ num("C") }}', "the number C 0.3977"),
        ("index", "(derivation.md#layer-", "(worked-example.ipynb#layer-", "the link worked-example.ipynb#"),
        ("index", "https://www.coursera.org", "https://example.org", "the link https://example.org/learn"),
        ("worked-example", '{{ cell("cost") }}', '{{ cell("backward") }}', "the code cell “def backward"),
        ("derivation", "유도한다. 출력층", "유도한다.\n\n| 1 | 2 |\n|---|---|\n\n출력층", "the table (1, 2)"),
    ],
)
@pytest.mark.slow
def test_what_differs_between_the_languages_is_named_in_both(project, name, old, new, named):
    suffix = "nb.md" if name == "worked-example" else "md"
    korean, english = (f"{NOTE}/{name}.{language}.{suffix}" for language in ("ko", "en"))
    line = project.replace(korean, old, new) + 2 * ("|" in new)
    found = [one for one in findings(project) if one["rule"] == "page" and named in one["found"]]
    assert [(one["file"], one["line"]) for one in found] == [(korean, line)]
    assert re.search(rf"{re.escape(english)}:\d+", found[0]["found"])


def test_what_is_in_the_second_language_only_is_named_in_both(project):
    edit(project, f"{NOTE}/index.en.md", lambda text: f"{text}\n[More](more.md)\n")
    line = project.path(f"{NOTE}/index.en.md").read_text("utf-8").count("\n")
    [found] = findings(project)
    assert (found["file"], found["line"]) == (f"{NOTE}/index.en.md", line)
    assert re.fullmatch(rf"the link more.md is missing in {NOTE}/index.ko.md:\d+", found["found"])


def test_a_page_in_one_language_only_is_named(project):
    project.path(f"{NOTE}/derivation.ko.md").unlink()
    missing = (f"{NOTE}/derivation.en.md", f"write {NOTE}/derivation.ko.md")
    assert missing in [(one["file"], one["instead"]) for one in findings(project)]


def test_a_wrong_name_is_answered_with_the_nearest(project):
    line = project.replace(f"{NOTE}/index.ko.md", 'eq("C.worked")', 'eq("C.workd")')
    [found] = findings(project)
    assert (found["line"], found["instead"].split(",")[0]) == (line, "nearest: C.worked")


# Korean, where a reader meets it


def test_korean_is_judged_as_it_is_read_and_told_where_it_is_written(project):
    """After a formula by its LaTeX, in each turn of a loop, around what Jinja puts in."""
    loop = '{% for n in (1, 2) %}\n{{ n }}번: {{ tex("symbol.l") }}는 값이다.\n{% endfor %}'
    edit(project, f"{NOTE}/index.ko.md", lambda page: f"{page}\n{loop}\n\n목록을 봅니다.\n")
    edit(project, f"{NOTE}/index.en.md", lambda page: page + '\n{{ tex("symbol.l") }}' * 2)
    lines = project.path(f"{NOTE}/index.ko.md").read_text("utf-8").splitlines()
    assert {(one["line"], one["column"], one["instead"]) for one in findings(project)} == {
        (len(lines) - 3, lines[-4].index("는 ") + 1, "write “은”"),
        (len(lines), lines[-1].index("봅") + 1, "write 한다체: -다, -한다, -이다"),
    }


def test_a_banned_word_in_a_data_file_is_found_at_its_place(project):
    line = project.replace("docs/notation.yml", "ko: 목표값., en", "ko: 목표값의 에러., en")
    status, output, _ = run(project, "check")
    assert status == 1
    place = rf"docs/notation\.yml:{line}:\d+: “에러” is not used here; write “오차”"
    assert re.fullmatch(rf"{place}\n1 thing found\.\n", output)


def test_only_files_that_are_asked_for_are_told(project):
    project.replace(f"{NOTE}/index.ko.md", "구해 보자.", "구해 봅시다. 봅니다.")
    assert len(findings(project, f"{NOTE}/index.ko.md")) == len(findings(project)) == 1
    assert findings(project, "docs/notation.yml") == []


def test_a_data_file_that_cannot_be_read_ends_with_2(project):
    edit(project, "docs/notation.yml", lambda text: f"{text}\nnope: {{ko: [\n")
    status, output, errors = run(project, "check")
    assert (status, output) == (2, "")
    assert re.fullmatch(r"scripts/check: docs/notation.yml:\d+: not YAML: [^\n]*\n", errors)


def test_a_path_that_is_not_there_ends_with_2(project):
    told = "scripts/check: docs/nope: no such file or folder\n"
    assert run(project, "check", "docs/nope") == (2, "", told)


# A new note


@pytest.mark.slow
def test_a_new_note_builds_at_once_and_the_check_says_what_is_still_to_be_written(project):
    assert run(project, "new_note", *NEW)[0] == 0
    names = {path.name for path in project.path(FOLDER).iterdir()}
    assert names == {"note.py", "network.yml", "index.ko.md", "index.en.md"}
    unwritten = {("unwritten", f"{FOLDER}/{name}") for name in names}
    assert {(one["rule"], one["file"]) for one in findings(project)} == unwritten
    done = project.build()
    assert done.returncode == 0, done.stdout
    for language, title in (("ko", "기울기 검사"), ("en", "Gradient Checking")):
        index = project.path(f"site/{language}/index.html").read_text("utf-8")
        assert re.search(rf'<a href="til/2021-01-13/">2021/01/13</a>: {title}', index)
        page = project.path(f"site/{language}/til/2021-01-13/index.html").read_text("utf-8")
        assert "TIL ( 2021/01/13 )" in page
        assert f'<li>{title}</li>\n</ul>\n<hr />\n<h2 id="gradient-checking">{title}' in page
        assert re.search(r'<blockquote>\s*<h2 id="reference">Reference', page)


@pytest.mark.slow
def test_pages_that_hold_for_any_network_are_there_where_they_are_asked_for(project):
    assert run(project, "new_note", *NEW, "--explorer", "--worked-example")[0] == 0
    done = project.build()
    assert done.returncode == 0, done.stdout
    for language in ("ko", "en"):
        for page in ("derivation", "worked-example", "explorer"):
            assert project.path(f"site/{language}/til/2021-01-13/{page}/index.html").is_file()


@pytest.mark.slow
def test_the_examples_of_a_new_note_hold_and_its_network_may_be_left_out(project):
    assert run(project, "new_note", *NEW, "--no-network")[0] == 0
    edit(project, f"{FOLDER}/note.py", lambda text: re.sub(r"^#(?! (?:`|take away)) ?", "", text, flags=re.M))
    names = ['num("best_epsilon")', 'eq("central")', 'figure("error-by-epsilon")', 'table("errors")']
    for language in ("ko", "en"):
        more = "".join(f"\n\n{{{{ {name} }}}}\n" for name in names)
        edit(project, f"{FOLDER}/index.{language}.md", lambda text: text + more)
    assert {one["rule"] for one in findings(project)} == {"unwritten"}
    done = project.build()
    assert done.returncode == 0, done.stdout
    page = project.path("site/en/til/2021-01-13/index.html").read_text("utf-8")
    assert "It is smallest at ε = 1 × 10⁻⁵." in page
    assert page.count("<tr>") == 13
    status, listed, _ = run(project, "names", "2021-01-13", "--json")
    assert (status, [row["name"] for row in json.loads(listed)]) == (
        0, ["errors", "best_epsilon", "central", "error-by-epsilon", "errors"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2021-02-30", *NEW[1:]), "2021-02-30: no date"),
        (("13.1.2021", *NEW[1:]), "13.1.2021: no date"),
        (("2021-01-13", "기울기 검사", "Gradient Checking"), "'기울기 검사' is no English title"),
        (("2021-01-13", "Gradient Checking", "Gradient"), "'Gradient' is no Korean title"),
        (("2021-01-13", "{{ x }}", "기울기"), "'{' in the title"),
        (("2021-01-13", " ", "기울기"), "it begins with a letter"),
        (("2021-01-13",), "the following arguments are required: english, korean"),
        (("2021-01-12", *NEW[1:]), f"{NOTE}: is there already; nothing is overwritten"),
        ((*NEW, "--no-network", "--explorer"), "leave out --no-network"),
    ],
)
def test_bad_arguments_get_one_line_and_write_nothing(project, words, told):
    files = sorted(project.path("docs").rglob("*"))
    status, output, errors = run(project, "new_note", *words)
    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert errors.startswith("scripts/new-note: ")
    assert told in errors
    assert sorted(project.path("docs").rglob("*")) == files


# The names of a note


def test_names_lists_what_pages_can_name_with_value_and_origin(project):
    status, output, _ = run(project, "names", "2021-01-12", "delta2_2")
    heading, *rows = output.splitlines()
    assert (status, heading.split()) == (0, ["name", "kind", "value", "from"])
    assert {row.split()[0] for row in rows} >= {"delta2_2", "delta2_2.exact", "delta2_2.worked"}
    assert all(row.find(row.split()[1]) == heading.index("kind") for row in rows)
    assert rows[0].endswith(f"{NOTE}/network.yml")


def test_names_of_no_note_are_answered_with_the_notes_that_there_are(project):
    told = "scripts/names: 2020-01-01: no such note; there are 2021-01-12\n"
    assert run(project, "names", "2020-01-01") == (2, "", told)
