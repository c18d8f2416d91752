"""A mistake in the sources is one line: FILE:LINE: what is wrong; what is allowed.

The pages are rendered in this process; tests/test_build_errors.py has what only a whole build shows.
"""

import re
import shutil

import pytest
from jinja2 import FileSystemLoader
from project import NETWORK, NOTE

from scripts.pages import names, rendering, typesetting

KO, EN = f"{NOTE}/index.ko.md", f"{NOTE}/index.en.md"
NOTEBOOK = f"{NOTE}/code.{{}}.nb.md"
TOO_LARGE = """\
layers: [{units: 1}, {units: 9, activation: identity}]
cost: half_squared_error
Theta: {1: [[0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]]}
examples: [{x: [1], y: [1, 1, 1, 1, 1, 1, 1, 1, 1]}]
"""


@pytest.fixture
def note(sources):
    """A note of one page, and of one notebook."""
    sources.note()
    sources.page(NOTEBOOK, "# Code { #code }\n")
    return sources


def test_a_network_too_large_to_draw_is_told_what_fits(note):
    note.note(network=TOO_LARGE, page='\n{{ figure("forward") }}')
    mistake = note.mistake()
    assert mistake.startswith(f"{KO}:2: ")
    assert "at most 6 layers of at most 8 units" in mistake


# Names in pages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ tex("delta2_9") }}', "unknown name 'delta2_9'; nearest: delta2_1"),
        ('{{ eq("delta2_1.exakt") }}', "unknown name 'delta2_1.exakt'; nearest: delta2_1.exact"),
        ('{{ num("nope") }}', "unknown number 'nope'; known are Theta1_10, "),
        ('{{ num("J", of="netwrk") }}', "there is no netwrk.yml in the note's folder; nearest: network"),
        ('{{ num("2000-01-03:J") }}', "there is no note of 2000-01-03; nearest: 2000-01-02"),
        ('{{ figure("nope") }}', "unknown figure 'nope'; known are forward, "),
        ('{{ cell("nope") }}', "unknown cell 'nope'; known are setup, network, "),
        ("{{ num(nope) }}", "'nope' is undefined; "),
        ('{{ networks("netwrk").L }}', "there is no netwrk.yml in the note's folder; nearest: network"),
        ('{{ part("nope") }}', "unknown part 'nope'; known are "),
        ('{{ word("table.unitt") }}', "unknown word 'table.unitt'; nearest: table.unit"),
        ('{{ txe("a2_1") }}', "'txe' is undefined; nearest: tex"),
        ("{{ network.q }}", "'scripts.backprop.network.model.Network object' has no attribute 'q'"),
        ("{{ tex() }}", "TypeError: Names.tex() missing 1 required positional argument"),
        ('{{ tex("a2_1" }}', "the braces do not fit: "),
    ],
)
@pytest.mark.parametrize("name", [KO, NOTEBOOK.format("en")])
def test_a_wrong_name_in_a_page_is_told_the_right_ones(note, name, text, message):
    line = note.append(name, text)
    assert note.mistake().startswith(f"{name}:{line}: {message}")


def test_a_page_without_a_note_is_told_how_to_name_one(sources):
    sources.page("docs/곁가지/새 쪽.{}.md", '# One\n\n{{ tex("C") }}\n')
    assert sources.mistake().startswith("docs/곁가지/새 쪽.ko.md:3: this page belongs to no note; name one ")


def test_a_note_without_a_network_says_so(sources):
    sources.note(network="", page='\n{{ tex("C") }}\n')
    assert sources.mistake() == f"{KO}:2: this page has no network; its note's folder has no network.yml"


def test_a_note_whose_networks_have_other_names_says_how_to_name_one(sources):
    sources.note(network="", page='\n{{ networks("equal").L }} {{ num("J") }}\n')
    sources.write(f"{NOTE}/equal.yml", NETWORK)
    assert sources.mistake().startswith(f'{KO}:2: there is no network.yml in the note\'s folder, say of="equal" or ')


def test_a_mistake_in_a_template_names_the_template_and_the_page_that_uses_it(note, monkeypatch):
    monkeypatch.setattr(names, "TEMPLATES", note.folder)
    monkeypatch.setattr(rendering, "TEMPLATES", note.folder)
    monkeypatch.setattr(names, "ENVIRONMENT", names.ENVIRONMENT.overlay(loader=FileSystemLoader(note.folder)))
    note.write("own.j2", "\n{{ tex('nope') }}")
    line = note.append(KO, '{{ part("own") }}')
    mistake = note.mistake()
    assert mistake.startswith("own.j2:2: unknown name 'nope'; ")
    assert mistake.endswith(f" (used in {KO}:{line})")


# Pages


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("---\ndescription: x\ntopics: [[One]\n---\n", 4, "not YAML: "),
        ("---\n- One\n---\n", 2, "the front matter is no mapping; "),
        ("---\ndescription: x\n", 1, "the front matter has no end; "),
        ("---\ndescription: x\ntopics: One\n---\n", 3, "topics is no list; "),
        ("---\nnote: 2000-01-03\n---\n", 2, "there is no note of 2000-01-03; nearest: 2000-01-02"),
    ],
)
def test_broken_front_matter_is_named_with_its_line(note, front, line, message):
    note.write(EN, f"{front}\n# One\n")
    named = re.match(rf"{re.escape(EN)}:(\d+): {re.escape(message)}", note.mistake())
    assert int(named[1]) in ({line - 1, line} if "YAML" in message else {line})


@pytest.mark.parametrize("name", [f"{NOTE}/index.{{}}.md", NOTEBOOK])
@pytest.mark.parametrize(("there", "gone"), [("ko", "en"), ("en", "ko")])
def test_a_page_that_lacks_its_other_language_is_named(note, name, there, gone):
    note.path(name.format(gone)).unlink()
    message = f"{name.format(there)}:1: this page lacks its other language; write {name.format(gone)}"
    assert note.mistake() == message


def test_a_page_that_is_not_utf_8_is_named_with_its_line(note):
    line = note.append(KO, "한글")
    note.path(KO).write_bytes(note.path(KO).read_text("utf-8").encode("cp949"))
    assert note.mistake().startswith(f"{KO}:{line}: not UTF-8 text")


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_part_of_a_page(note):
    note.append(KO, "One\n\nTwo")
    text = note.collect()["ko"]["til/2000-01-02/index.md"].text
    note.path(KO).write_bytes(b"\xef\xbb\xbf" + note.path(KO).read_bytes().replace(b"\n", b"\r\n"))
    assert note.collect()["ko"]["til/2000-01-02/index.md"].text == text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("docs/x.ipynb", "this is no source of a page; one is named x.ko.md or x.en.md"),
        (f"{NOTE}/plain.md", "this is no source of a page; one is named plain.ko.md or plain.en.md"),
        (f"{NOTE}/print.ko.md", "this page is made of the note's other pages; rename yours"),
    ],
)
def test_a_file_that_only_looks_like_a_page_is_named(note, name, message):
    note.write(name, "{}")
    assert note.mistake().startswith(f"{name}:1: {message}")


def test_the_lock_file_of_an_editor_is_no_page(note):
    pages = note.collect()
    note.path("docs/.#index.ko.md").symlink_to("somebody@somewhere.1")
    assert note.collect().keys() == pages.keys()


def test_a_draft_is_shown_only_while_serving(note):
    note.page(f"{NOTE}/index.{{}}.md", "---\ndraft: true\n---\n# One\n")
    note.page("docs/index.{}.md", "# Home\n{% for note in notes() %}{{ note.path }}{% endfor %}\n")
    published, served = note.collect()["en"], note.collect(serving=True)["en"]
    assert list(published) == ["index.md"]
    assert published["index.md"].text == "# Home\n"
    assert {"til/2000-01-02/index.md", "til/2000-01-02/code.nb.md"} <= served.keys()


# Formulas


@pytest.mark.parametrize("tex", [r"\frac{1}{", r"\nosuch"])
@pytest.mark.parametrize("name", [KO, NOTEBOOK.format("ko")])
def test_a_formula_that_does_not_parse_is_named_with_its_line_below_what_expands(note, name, tex):
    """Above it stand Jinja's loops, a right formula that begins like it, and the same text as code."""
    above = f"$\\frac{{1}}{{2}}$, the code `${tex}$`\n\n```text\n${tex}$\n```\n"
    note.append(name, f"{above}\n{{% for n in [1, 2] %}}\n- {{{{ n }}}}\n{{% endfor %}}")
    line = note.append(name, f"And ${tex}$.")
    shutil.copy(note.path(name), note.path(name.replace(".ko.", ".en.")))
    assert note.mistake().startswith(f"{name}:{line}: a formula that does not parse: formula {tex}")


@pytest.mark.parametrize("text", ["$$\n\\nosuch\n$$", '{% for n in ["\\\\nosuch"] %}$x + {{ n }}$\n{% endfor %}'])
def test_so_is_a_display_and_one_that_jinja_has_a_part_in(note, text):
    line = note.append(KO, text)
    note.append(EN, text)
    assert note.mistake().startswith(f"{KO}:{line}: a formula that does not parse: ")


@pytest.mark.parametrize(("there", "other"), [(KO, EN), (EN, KO), (NOTEBOOK.format("en"), NOTEBOOK.format("ko"))])
def test_a_formula_in_one_language_only_is_named(note, there, other):
    line = note.append(there, "$q + 1$")
    message = f"{there}:{line}: the formula q + 1 is missing in {other}"
    assert re.fullmatch(rf"{re.escape(message)}:\d+; write it there too", note.mistake())


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ('{{ tex("C") }}, {{ tex("J") }}', '{{ tex("J") }}, {{ tex("C") }}'),
        ("$q + 1$", "$q - 1$"),
        ("$$q + 1$$", "$q + 1$"),
    ],
)
def test_formulas_that_differ_between_the_languages_are_named_in_both(note, ko, en):
    line, other = note.append(KO, ko), note.append(EN, f"\n{en}") + 1
    mistake = note.mistake()
    assert mistake.startswith(f"{KO}:{line}: the formula ")
    assert f" {EN}:{other}: " in mistake


def test_prices_are_no_formulas(note):
    prices = "Costs $5 and $10, ($5) or ($10), $5-$10, from $5, up to $10."
    note.append(KO, prices)
    note.append(EN, prices)
    page = note.collect()["ko"]["til/2000-01-02/index.md"]
    assert typesetting.formulas_of(page) == []
    assert prices in page.text


# Notebooks


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("q = 1\nraise ValueError('한 줄\\n두 줄')", 2, "ValueError: 한 줄 두 줄"),
        ("def f():\n    1 / 0\n\n\nf()", 5, "ZeroDivisionError: division by zero"),
    ],
)
def test_a_failing_cell_is_named_with_the_line_that_fails(note, code, line, message):
    name = NOTEBOOK.format("ko")
    start = note.append(name, f"```python\n{code}\n```")
    assert note.mistake().startswith(f"{name}:{start + line}: a cell of the notebook fails: {message}")


def test_a_failing_cell_with_a_name_is_named_with_the_line_that_asks_for_it(note):
    note.write(f"{NOTE}/cells.py", "# %% ok\na = 1\n\n# %% check\nassert a < 0\n")
    note.append(NOTEBOOK.format("ko"), '{{ cell("ok") }}')
    line = note.append(NOTEBOOK.format("ko"), '{{ cell("check") }}')
    message = f"{NOTEBOOK.format('ko')}:{line}: a cell of the notebook fails: AssertionError"
    assert note.mistake().startswith(message)


@pytest.mark.parametrize("fence", ['```python alt="A line\n1\n```', "```python\n1", "```python title='x'\n1\n```"])
def test_a_fence_that_is_no_cell_is_named_and_not_printed_as_text(note, fence):
    line = note.append(NOTEBOOK.format("ko"), f"```python\n2\n```\n\n{fence}") + 4
    assert note.mistake().startswith(f"{NOTEBOOK.format('ko')}:{line}: this cell has no end, or more on its first")


def test_a_cell_that_draws_without_words_for_its_picture_is_named(note):
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    line = note.append(NOTEBOOK.format("ko"), f"```python\n{code}\n```") + 1
    assert note.mistake().startswith(f"{NOTEBOOK.format('ko')}:{line}: the picture of this cell needs words")
    for language in ("ko", "en"):
        note.write(NOTEBOOK.format(language), f'```python alt="A line"\n{code}\n```\n')
    assert note.collect()
