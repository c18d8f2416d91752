"""The explorer in a real browser, in both languages: what it computes, says, keeps, and refuses."""

import gzip
import math
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from accessible import violations
from derived import NOTE
from other_notes import COUPLED, SWAPPED
from playwright.sync_api import expect
from web import serve

from scripts.backprop import names
from scripts.backprop.numeric.evaluate import evaluate
from scripts.notes import values as named_values
from scripts.notes.explorer.javascript import start

PAGE = "til/2021-01-12/explorer/"
PYTHON = Path(__file__).with_name("mathml.js").read_text("utf-8")
VALUES = """() => [...document.querySelectorAll('.explorer [data-symbol][data-value]')].map(
    node => [node.dataset.symbol, Number(node.dataset.value)])"""
FOCUSED = """() => {
    const { dataset, name, localName } = document.activeElement;
    const only = ['pick', 'alpha'].find(key => key in dataset);
    return dataset.do ?? dataset.symbol ?? dataset.slider ?? only ?? (name || localName);
}"""
SMALL_TARGETS = """() =>
    [...document.querySelectorAll('.explorer :is(button, input, select, summary)')]
    .filter(n => n.type !== 'radio' && n.getBoundingClientRect().height)
    .filter(n => n.getBoundingClientRect().height < 43.5).map(n => n.outerHTML.slice(0, 90))"""


@pytest.fixture
def opened(new_page):
    """opened("ko", "#step=f2"): a page of the explorer that is ready."""

    def opened(language="ko", state="", **options):
        page = new_page(**options)
        page.goto(f"{language}/{PAGE}{state}")
        page.locator(".explorer[data-ready]").wait_for()
        return page

    return opened


def field(page, name):
    """The field of an input, shown whatever part it stands in."""
    page.evaluate("document.querySelectorAll('.explorer details').forEach(part => part.open = true)")
    return page.locator(f'input[data-symbol="{name}"]')


def numpy_values(given, network=NOTE):
    """Every number of the network with these weights, inputs and targets, by NumPy."""
    Theta = {l: matrix.copy() for l, matrix in network.Theta.items()}
    x, y = network.x.copy(), network.y.copy()
    for l, matrix in Theta.items():
        for i in range(matrix.shape[0]):
            for n, j in enumerate(network.columns(l)):
                matrix[i, n] = given[names.weight(l, i + 1, j)]
    for j in range(x.shape[1]):
        x[0, j] = given[names.plain("x", j + 1)]
    for k in range(y.shape[1]):
        y[0, k] = given[names.plain("y", k + 1)]
    network = replace(network, Theta=Theta, x=x, y=y)
    return named_values.named(network, evaluate(network))


def far(page, given, network=NOTE):
    """What the page shows that NumPy does not say, to 1e-12 relative."""
    wanted = numpy_values(given, network)
    return [
        (name, x, wanted[name])
        for name, x in page.evaluate(VALUES)
        if not math.isclose(x, wanted[name], rel_tol=1e-12, abs_tol=1e-15)
    ]


def test_after_every_input_is_set_all_numbers_agree_with_numpy(opened):
    page, lot = opened("ko", "#step=g"), random.Random(1)
    given = {name: lot.random() if name[0] == "y" else lot.uniform(-2, 2) for name in start(NOTE)}
    for name, x in given.items():
        field(page, name).fill(repr(x))
    assert len(page.evaluate(VALUES)) > 60
    assert not far(page, given)
    assert not page.seen.errors
    assert not page.seen.elsewhere


def number(text):
    """A printed number as a number."""
    plain = text.replace("−", "-")
    mantissa, _, power = plain.partition(" × 10")
    return float(mantissa) * 10 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


def test_a_slider_moves_the_number_and_all_that_follows(opened):
    page = opened()
    field(page, "Theta1_10")
    page.locator('[data-slider="Theta1_10"]').fill("1.5")
    assert page.locator('input[data-symbol="Theta1_10"]').input_value() == "1.5"
    assert not far(page, start(NOTE) | {"Theta1_10": 1.5})


def test_the_formula_with_its_numbers_put_in_gives_the_printed_result(opened):
    page, lot = opened("en"), random.Random(0)
    for name in start(NOTE):
        field(page, name).fill(f"{lot.random() if name[0] == 'y' else lot.uniform(-2, 2):.3f}")
    options = page.locator("[data-pick] option").evaluate_all("all => all.map(option => option.value)")
    assert {f"delta{l}_{j}" for l in NOTE.s if l > 1 for j in range(1, NOTE.s[l] + 1)} <= set(options)
    lines = 0
    for name in options:
        page.locator("[data-pick]").select_option(name)
        for row in page.locator(".explorer-rows:has([data-numbers] math)").all():
            line = row.locator("[data-numbers] math")
            result = row.locator("data").last.inner_text()
            assert math.isclose(evaluated(line), number(result), rel_tol=5.1e-4), (name, line.inner_html())
            lines += 1
    assert lines > 20


def evaluated(line):
    """The value of a line of MathML."""
    text = line.evaluate(PYTHON).replace("(e", "e")
    text = re.sub(r"\)\(", ")*(", text)
    assert re.fullmatch(r"[-+*/(). 0-9Eelog]+", text), text
    return eval(text, {"E": math.e, "log": math.log, "__builtins__": {}})


def test_a_link_brings_back_values_step_and_selection(opened):
    page = opened("ko")
    field(page, "Theta2_11").fill("-0.123456789")
    page.locator("[data-pick]").select_option("delta2_2")
    page.locator("[name=form][value=lecture]").check()
    before, address = page.evaluate(VALUES), page.url
    again = opened("ko", address.partition("/explorer/")[2])
    assert again.evaluate(VALUES) == before
    assert again.locator("[data-pick]").input_value() == "delta2_2"
    assert again.locator("[data-step]").inner_text() == page.locator("[data-step]").inner_text()
    assert again.locator("[name=form][value=lecture]").is_checked()


def test_a_network_with_relu_and_softmax_has_its_own_explorer(new_page, others):
    network = SWAPPED[COUPLED]
    with serve(others / "site") as address:
        page = new_page()
        page.goto(f"{address}en/til/{COUPLED}/explorer/#pick=delta2_1")
        page.locator(".explorer[data-ready]").wait_for()
        assert page.locator("[data-path]").count() == 6
        field(page, "y_1").fill("0.5")  # the others make up the rest, as they were to one another
        given = start(network) | {"y_1": 0.5, "y_2": 0.125, "y_3": 0.375}
        assert not far(page, given, network)
        field(page, "Theta1_11").fill("1000")
        given["Theta1_11"] = 1000.0
        assert all(math.isfinite(x) for _, x in page.evaluate(VALUES))
        page.locator("[data-do=random]").click()
        for name in [name for name in given if name.startswith("Theta")]:
            given[name] = float(page.locator(f'input[data-symbol="{name}"]').get_attribute("data-value"))
        assert not far(page, given, network)
        assert not page.seen.errors


def test_back_and_forward_go_through_what_was_chosen(opened):
    page = opened("ko")
    pick = page.locator("[data-pick]")
    first = pick.input_value()
    pick.select_option("delta2_2")
    page.locator("[data-do=random]").click()
    values = page.evaluate(VALUES)
    page.go_back()
    assert not far(page, start(NOTE))
    page.go_back()
    assert pick.input_value() == first
    page.go_forward()
    assert pick.input_value() == "delta2_2"
    page.go_forward()
    assert page.evaluate(VALUES) == values


DAMAGED = [
    "#Theta1_10=abc", "#Theta1_10=1e999", "#Theta1_10=", "#nothing=1", "#step=f9", "#pick=a1_1", "#pick=x",
    "#y_1=2", "#alpha=0", "#Theta1_10=1&Theta1_10=2", "#step=b2&pick=__proto__", "#constructor=1",
    "#%E0%A4%A=1",
]  # fmt: skip


def test_a_damaged_link_gives_the_default_values_and_says_so(page):
    for state in DAMAGED:
        page.goto("about:blank")
        page.goto(f"ko/{PAGE}{state}")
        page.locator(".explorer[data-ready]").wait_for()
        assert "링크가 손상되어" in page.locator("[data-message]").inner_text(), state
        assert not far(page, start(NOTE)), state
    assert not page.seen.errors


WRONG = ["abc", "", "1e999", "-1e999", "1001", "NaN", "0x10", "1 2", "Infinity"]


def test_what_is_no_number_is_refused_and_the_last_good_value_stays(opened):
    page = opened("ko")
    weight, error = field(page, "Theta1_11"), page.locator("#in-Theta1_11-error")
    for typed in WRONG:
        weight.fill("0.7")
        weight.fill(typed)
        assert "부터" in error.inner_text(), typed
        assert weight.get_attribute("aria-invalid") == "true"
        assert not far(page, start(NOTE) | {"Theta1_11": 0.7})
        assert "NaN" not in page.locator(".explorer").inner_text()
    weight.fill("0.8")
    assert not error.is_visible()
    assert not far(page, start(NOTE) | {"Theta1_11": 0.8})
    for typed in ("2", "-0.1"):
        field(page, "y_1").fill(typed)
        assert "부터" in page.locator("#in-y_1-error").inner_text()
        assert not far(page, start(NOTE) | {"Theta1_11": 0.8})


def test_the_paths_add_up_to_the_delta_and_light_up(opened):
    page = opened("en", "#pick=delta2_2")
    lines = page.locator("[data-path]")
    assert lines.count() == 2
    total = sum(float(x) for x in lines.evaluate_all("all => all.map(line => line.dataset.value)"))
    assert math.isclose(total, numpy_values(start(NOTE))["delta2_2"], rel_tol=1e-12)
    lit = "[...document.querySelectorAll('.explorer-path')].map(part => part.id)"
    assert set(page.evaluate(lit)) >= {"backward-Theta2_12", "backward-Theta2_22", "backward-Theta3_11"}
    lines.first.hover()
    assert "backward-Theta2_22" not in page.evaluate(lit)


def test_only_the_exact_form_agrees_with_the_difference(opened):
    page = opened("ko", "#pick=delta2_2")
    assert "일치" in page.locator("[data-verdict=exact]").inner_text()
    assert "다름" in page.locator("[data-verdict=lecture]").inner_text()
    exact = page.locator("div[data-formula]").inner_text()
    page.locator("[name=form][value=lecture]").check()
    assert page.locator("div[data-formula]").inner_text() != exact
    shown = page.locator(".explorer-rows data").last
    assert shown.get_attribute("data-symbol") == "dC_da2_2"


def test_steps_of_gradient_descent_lower_the_cost_and_plot_it(opened):
    page = opened("en")
    for _ in range(5):
        before = float(page.locator('.explorer-values [data-symbol="C"]').get_attribute("data-value"))
        page.locator("[data-do=descend]").click()
        assert float(page.locator("[data-before]").get_attribute("data-value")) == before
        assert float(page.locator("[data-after]").get_attribute("data-value")) < before
    assert "over 5 steps" in page.locator("[data-plot]").get_attribute("aria-label")
    weights = numpy_values(start(NOTE))
    page.locator("[data-do=reset]").click()
    page.locator("[data-do=descend]").click()
    new = float(page.locator('input[data-symbol="Theta3_10"]').get_attribute("data-value"))
    assert math.isclose(new, weights["Theta3_10"] - 0.5 * weights["dC_dTheta3_10"], rel_tol=1e-12)


def test_keys_alone_reach_every_control_and_step_through(opened):
    page = opened("en")
    page.locator("body").press("ArrowRight")
    assert page.locator("[data-step]").inner_text().startswith("2/9")
    page.locator("body").press("ArrowLeft")
    assert page.locator("[data-step]").inner_text().startswith("1/9")
    field(page, "Theta1_10")
    page.locator("[data-pick]").select_option("delta2_2")
    page.locator("[data-do=back]").focus()
    reached = set()
    for _ in range(120):
        reached.add(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert {"back", "play", "next", "reset", "random", "descend", "pick", "alpha", "form"} <= reached
    assert set(start(NOTE)) <= reached


def test_the_live_region_says_what_changed_in_words(opened):
    page = opened("ko", "#pick=delta2_2")
    page.locator("[data-do=random]").click()
    field(page, "Theta1_10").fill("0.5")
    live = page.locator("[data-live]")
    value = page.locator('.explorer-values [data-symbol="delta2_2"]').text_content()
    expect(live).to_contain_text(f"δ 2층 2번 유닛, {value}")


@pytest.mark.parametrize(("language", "spoken"), [("ko", "마이너스 0.5 곱하기"), ("en", "minus 0.5 times")])
def test_the_line_in_numbers_is_said_with_its_numbers(opened, language, spoken):
    page = opened(language, "#pick=delta2_2")
    label = page.locator("[data-numbers] math").first
    assert spoken in label.get_attribute("aria-label")
    assert "86753" not in label.get_attribute("aria-label")
    field(page, "Theta2_12").fill("0.25")
    assert spoken not in label.get_attribute("aria-label")
    assert "0.25" in label.get_attribute("aria-label")


def test_it_does_not_play_under_reduced_motion(opened):
    page = opened("en", reduced_motion="reduce")
    assert page.locator("[data-do=play]").is_disabled()
    assert "reduced motion" in page.locator("[data-still]").inner_text()


def test_playing_goes_on_by_itself_and_stops_when_pressed_again(opened):
    page = opened("en")
    play = page.locator("[data-do=play]")
    play.click()
    expect(page.locator("[data-step]")).to_contain_text("2/9")
    play.click()
    assert play.get_attribute("aria-pressed") == "false"


def test_without_javascript_there_are_the_figures_all_values_and_what_would_move(new_page):
    page = new_page(javascript=False)
    page.goto(f"ko/{PAGE}")
    assert page.locator(".explorer svg.figure-svg:visible").count() == 2
    assert page.locator("noscript p").count() or page.locator(".admonition.note:visible").count()
    shown = page.locator(".explorer-values data:visible").count()
    assert shown == page.locator(".explorer-values data").count() > 30
    assert page.locator(".explorer button:visible, .explorer input:visible").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_that_is_worked_with_keeps_to_the_window_has_large_targets_and_is_well_for_axe(opened, width):
    language, scheme = {390: ("ko", "light"), 1280: ("en", "dark")}[width]
    page = opened(language, "#pick=delta2_2", width=width, scheme=scheme)
    field(page, "Theta1_10").fill("abc")
    page.locator("[data-do=random]").click()
    expect(page.locator("[data-live]")).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TARGETS) == []
    assert violations(page) == []


def test_the_figures_of_the_note_open_into_it(page):
    page.goto("ko/til/2021-01-12/")
    page.locator("#figure-backward a[href^='explorer']").click()
    page.locator(".explorer[data-ready]").wait_for()
    assert page.locator("[data-pick]").input_value() == "delta4_1"
    assert page.locator("#figure-backward").is_visible()
    assert not page.locator("#figure-forward").is_visible()


def test_a_press_on_a_unit_or_a_weight_of_the_figure_shows_its_formula(opened):
    page = opened("en", "#step=b2")
    page.locator("#backward-delta3_2").click()
    assert page.locator("[data-pick]").input_value() == "delta3_2"
    page.locator("[data-do=back]").click()
    page.locator("#backward-Theta3_11 + .explorer-hit").dispatch_event("click")
    assert page.locator("[data-pick]").input_value() == "dC_dTheta3_11"


def test_the_scripts_are_under_10_kb_compressed(site):
    script = (site / "ko" / PAGE / "explorer.js").read_bytes()
    assert len(gzip.compress(script, 9)) < 10_000
    assert b"import" not in script
