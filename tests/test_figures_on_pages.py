"""The figures as a reader gets them: drawn in the page, legible on a telephone, in the page's colours."""

import re

import pytest
from built import LANGUAGES

NOTE = "til/2021-01-12/"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
FIGURES = """(figures) => figures.map((figure) => {
    const svg = figure.querySelector("svg"), scale = svg.getScreenCTM().a;
    const texts = [...svg.querySelectorAll("tspan")].filter((span) => span.textContent.trim());
    return {
        sizes: texts.map((span) => [parseFloat(getComputedStyle(span).fontSize) * scale, span.textContent]),
        heights: texts.map((span) => [span.getBoundingClientRect().height, span.textContent]),
        outside: texts.filter((span) => {
            const own = span.getBoundingClientRect(), all = svg.getBoundingClientRect();
            return own.left < all.left - 1 || own.right > all.right + 1 || own.bottom > all.bottom + 1;
        }).map((span) => span.textContent),
        role: svg.getAttribute("role"),
        name: svg.ariaLabel,
        alone: svg.querySelectorAll("image, use, foreignObject, script, style").length,
        caption: figure.querySelector("figcaption").textContent,
        paints: [...svg.querySelectorAll("path, circle, text")].map((shape) => {
            const style = getComputedStyle(shape);
            return [style.fill, style.stroke];
        }),
    };
})"""


@pytest.fixture(params=LANGUAGES)
def figures(request, new_page):
    """figures(**window): what is to be said of each figure of the note in such a window."""

    def figures(**window):
        page = new_page(**window)
        page.goto(f"{request.param}/{NOTE}")
        page.evaluate("document.fonts.ready.then(() => null)")
        found = page.locator("article figure").evaluate_all(FIGURES)
        assert len(found) == 3
        return found

    return figures


def test_figures_are_drawn_in_the_page_with_a_title_and_a_text(figures):
    for figure in figures():
        assert figure["role"] == "img"
        title, description = figure["name"].split(". ", 1)
        assert 10 < len(title) < len(description)
        assert re.search(r"\d\.\d+", description), "the text says the numbers"
        assert len(figure["caption"]) > 20
        assert figure["alone"] == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_a_figure_far_from_the_screen_takes_its_room_and_has_its_name_and_is_drawn_when_it_comes_near(new_page, width):
    page = new_page(width=width)
    page.goto(f"ko/{NOTE}")
    last = page.locator("article figure svg").last
    drawn = "(svg) => svg.querySelector('text').checkVisibility({ contentVisibilityAuto: true })"
    before = last.bounding_box()
    assert not last.evaluate(drawn)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = {node.get("name", {}).get("value") for node in tree if node["role"]["value"] == "image"}
    assert {svg.get_attribute("aria-label") for svg in page.locator("article figure svg").all()} <= names
    last.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert last.evaluate(drawn)
    after = last.bounding_box()
    ratio = float.__truediv__(*map(float, last.get_attribute("viewBox").split()[2:]))
    assert (after["width"], after["height"]) == (before["width"], before["height"])
    assert after["width"] / after["height"] == pytest.approx(ratio, rel=1e-3)


def test_the_smallest_text_of_a_figure_is_legible_on_a_phone(figures):
    for figure in figures(**PHONE):
        assert [text for size, text in figure["sizes"] if size < 10] == []
        assert [text for height, text in figure["heights"] if height < 10] == []
        assert len(figure["sizes"]) > 10


def test_no_text_of_a_figure_is_cut_off(figures):
    for figure in figures(**PHONE) + figures(**DESK):
        assert figure["outside"] == []


def test_colours_of_figures_follow_the_scheme(figures):
    for light, dark in zip(figures(scheme="light"), figures(scheme="dark"), strict=True):
        both = [pair for one, other in zip(light["paints"], dark["paints"], strict=True)
                for pair in zip(one, other, strict=True)]  # fmt: skip
        painted = [pair for pair in both if pair != ("none", "none")]
        assert len(painted) > 20
        assert {pair for pair in painted if pair[0] == pair[1]} == set()
