"""scripts/new-note starts a note that the site takes at once; scripts/check says what it lacks, and holds
both languages against each other. Everything is run for real, in a copy of the project."""

import json
import os
import re
import subprocess
import sys

import pytest
from project import Project

KO, EN = "docs/ko/til/2021-01-12", "docs/en/til/2021-01-12"
NEW = ("2021-01-13", "Gradient Checking", "기울기 검사")
PAGES = ("index.md", "derivation.md", "worked-example.nb.md", "explorer.md")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("노트 하나"), made=True)


@pytest.fixture
def project(copy):
    """The copy, whose pages and data are as before after each test."""
    before = sources(copy)
    yield copy
    for path in sources(copy).keys() - before.keys():
        path.unlink()
    for path, text in before.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    for folder in sorted(copy.path("docs").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def sources(copy):
    return {path: path.read_bytes() for path in copy.path("docs").rglob("*") if path.is_file()}


def run(project, module, *words):
    """Status, output and errors of one of our programs."""
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(project.folder)}
    command = [sys.executable, "-m", f"scripts.{module}", *words]
    done = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def findings(project, *words):
    """What scripts/check finds, as it prints it for programs."""
    status, output, errors = run(project, "lint", "--json", *words)
    found = json.loads(output)
    assert (status, errors) == (1 if found else 0, "")
    return found


# Both languages side by side


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("index.md", "### δ의 뜻 { #", "#### δ의 뜻 { #", "the heading #### { #meaning-of-delta }"),
        ("index.md", "{ #backward-flow }", "{ #backwards }", "the heading ### { #backwards }"),
        ("index.md", '{{ figure("backward") }}', '{{ figure("meaning") }}', "the figure meaning"),
        ("index.md", '{{ eq("C.worked") }}', '{{ eq("C.definition") }}', "the formula C = "),
        ("index.md", "합의 0번 항이", "합 $q$의 0번 항이", "the formula q"),
        ("index.md", '{{ part("compare") }}', '{{ part("forward") }}', "the table (2, 1, "),
        ("index.md", '{{ part("compare") }}', '{{ num("C") }}', "the number C 0.3977"),
        (
            "index.md",
            "(derivation.md#layer-",
            "(worked-example.ipynb#layer-",
            "the link worked-example.ipynb#",
        ),
        ("index.md", "https://www.coursera.org", "https://example.org", "the link https://example.org/learn"),
        (
            "worked-example.nb.md",
            '{{ cell("cost") }}',
            '{{ cell("backward") }}',
            "the code cell “def backward",
        ),
        (
            "derivation.md",
            "유도한다. 출력층",
            "유도한다.\n\n| 1 | 2 |\n|---|---|\n\n출력층",
            "the table (1, 2)",
        ),
    ],
)
def test_what_differs_between_the_languages_is_named_in_both(project, name, old, new, said):
    line = project.replace(f"{KO}/{name}", old, new) + 2 * ("|" in new)
    found = [one for one in findings(project) if one["rule"] == "page" and said in one["found"]]
    assert [(one["file"], one["line"]) for one in found] == [(f"{KO}/{name}", line)]
    assert re.search(rf"{EN}/{re.escape(name)}:\d+", found[0]["found"])


def test_what_is_in_the_second_language_only_is_named_in_both(project):
    english = project.path(f"{EN}/index.md")
    english.write_text(english.read_text("utf-8") + "\n[More](more.md)\n", "utf-8")
    line = english.read_text("utf-8").count("\n")
    [found] = findings(project)
    assert (found["file"], found["line"]) == (f"{EN}/index.md", line)
    assert re.fullmatch(rf"the link more.md is missing in {KO}/index.md:\d+", found["found"])


@pytest.mark.parametrize(("gone", "there"), [(KO, EN), (EN, KO)])
def test_a_page_in_one_language_only_is_named(project, gone, there):
    project.path(f"{gone}/derivation.md").unlink()
    assert [(one["file"], one["instead"]) for one in findings(project)] == [
        (f"{there}/derivation.md", f"write {gone}/derivation.md")
    ]


def test_a_wrong_name_is_answered_with_the_nearest(project):
    line = project.replace(f"{KO}/index.md", 'eq("C.worked")', 'eq("C.workd")')
    [found] = findings(project)
    assert (found["line"], found["found"]) == (line, "unknown name 'C.workd'")
    assert found["instead"].startswith("nearest: C.worked")


def test_a_banned_word_in_a_data_file_is_found_at_its_place(project):
    line = project.replace("docs/notation.yml", "ko: 목표값., en", "ko: 목표값의 에러., en")
    status, output, _ = run(project, "lint")
    assert status == 1
    place = rf"docs/notation\.yml:{line}:\d+: “에러” is not used here; write “오차”"
    assert re.fullmatch(rf"{place}\n1 thing found\.\n", output)


def test_only_files_that_are_asked_for_are_told(project):
    project.replace(f"{KO}/index.md", "구해 보자.", "구해 봅시다. 봅니다.")
    assert len(findings(project, "docs/ko")) == len(findings(project)) == 1
    assert findings(project, "docs/en") == []


@pytest.mark.parametrize("name", ["docs/notation.yml", "scripts/pages/words.yml"])
def test_a_data_file_that_cannot_be_read_ends_with_2(project, name):
    before = project.path(name).read_text("utf-8")
    project.path(name).write_text(f"{before}\nnope: {{ko: [\n", "utf-8")
    try:
        status, output, errors = run(project, "lint")
    finally:
        project.path(name).write_text(before, "utf-8")
    assert (status, output) == (2, "")
    assert re.fullmatch(rf"scripts/check: {re.escape(name)}:\d+: not YAML: [^\n]*\n", errors)


def test_a_path_that_is_not_there_ends_with_2(project):
    status, output, errors = run(project, "lint", "docs/nope")
    assert (status, output, errors) == (2, "", "scripts/check: docs/nope: no such file or folder\n")


# A new note


def test_a_new_note_builds_at_once_and_the_check_says_what_is_still_to_be_written(project):
    assert run(project, "starter", *NEW)[0] == 0
    assert project.path("docs/networks/2021-01-13.yml").is_file()
    assert {one["rule"] for one in findings(project)} == {"unwritten"}
    where = {one["file"] for one in findings(project)}
    assert where == {
        f"docs/{p}"
        for p in ("networks/2021-01-13.yml", *[f"{x}/til/2021-01-13/index.md" for x in ("ko", "en")])
    }
    done = project.build()
    assert done.returncode == 0, done.stdout
    for language, title in (("ko", "기울기 검사"), ("en", "Gradient Checking")):
        index = project.path(f"site/{language}/index.html").read_text("utf-8")
        assert re.search(rf'<a href="til/2021-01-13/">2021/01/13</a>: {title}', index)
        page = project.path(f"site/{language}/til/2021-01-13/index.html").read_text("utf-8")
        assert "TIL ( 2021/01/13 )" in page
        assert f'<li>{title}</li>\n</ul>\n<hr />\n<h2 id="gradient-checking">{title}' in page
        assert re.search(r'<blockquote>\s*<h2 id="reference">Reference', page)
        for other in ("derivation", "worked-example", "explorer"):
            assert project.path(f"site/{language}/til/2021-01-13/{other}/index.html").is_file()
    before = sources(project)
    status, _, errors = run(project, "starter", *NEW)
    assert (status, errors.count("\n")) == (2, 1)
    assert "is there already; nothing is overwritten" in errors
    assert sources(project) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2021-02-30", *NEW[1:]), "2021-02-30: no date"),
        (("13.1.2021", *NEW[1:]), "13.1.2021: no date"),
        (("2021-01-13", "기울기 검사", "Gradient Checking"), "the English title, the second word, is wanted"),
        (("2021-01-13", "Gradient Checking", "Gradient"), "the Korean title, the third word, is wanted"),
        (("2021-01-13", "{{ x }}", "기울기"), "'{' in the title"),
        (("2021-01-13", " ", "기울기"), "an empty title"),
        (("2021-01-13", "1", "기울기"), "has to begin with a letter"),
        (("2021-01-13",), "the following arguments are required: english, korean"),
        (("2021-01-12", *NEW[1:]), "docs/til/2021-01-12/network.yml: is there already"),
    ],
)
def test_bad_arguments_get_one_line_and_write_nothing(project, words, said):
    before = sources(project)
    status, output, errors = run(project, "starter", *words)
    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert errors.startswith("scripts/new-note: ")
    assert said in errors
    assert sources(project) == before
    assert not project.path("docs/ko/til/2021-01-13").exists()
