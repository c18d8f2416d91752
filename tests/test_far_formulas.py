"""A formula far from the screen is not laid out yet, and takes the room that it is going to have."""

import pytest
from web import FRAMES

NOTE = "til/2021-01-12/"
LAST = "[...document.querySelectorAll('article x-tex.display')].at(-1)"
IS_LAID_OUT = f"{LAST}.querySelector('.katex-base').checkVisibility({{ contentVisibilityAuto: true }})"
# The height of each formula in pixels: while its content is left out, and with it.
HEIGHTS = """() => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    return [...document.querySelectorAll("article x-tex.display")].map((formula) => {
        const drawn = formula.querySelector(".katex-html");
        const kept = getComputedStyle(drawn).containIntrinsicBlockSize.replace("auto ", "");
        drawn.style.containIntrinsicBlockSize = kept;  // not as it was when it was last seen
        return ["hidden", "visible"].map((visibility) => {
            drawn.style.contentVisibility = visibility;
            return formula.getBoundingClientRect().height;
        });
    });
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", "derivation/", "worked-example/"])
def test_it_takes_the_room_that_it_is_going_to_have(new_page, address, width):
    page = new_page(width=width)
    page.goto(f"ko/{NOTE}{address}")
    page.evaluate("document.fonts.ready.then(() => null)")
    heights = page.evaluate(HEIGHTS)
    assert len(heights) > 3
    assert all(drawn > 20 for _, drawn in heights)
    assert [kept for kept, _ in heights] == pytest.approx([drawn for _, drawn in heights], abs=0.1)


def test_it_is_laid_out_when_the_reader_comes_near(page):
    page.goto(f"en/{NOTE}")
    assert not page.evaluate(IS_LAID_OUT)
    page.evaluate(f"{LAST}.scrollIntoView()")
    page.evaluate(FRAMES)
    assert page.evaluate(IS_LAID_OUT)


@pytest.mark.parametrize("address", ["", "worked-example/"])
def test_all_are_there_for_screen_readers_from_the_beginning(page, address):
    page.goto(f"en/{NOTE}{address}")
    labels = page.evaluate("[...document.querySelectorAll('article math')].map((math) => math.ariaLabel)")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    read = [node["name"]["value"] for node in tree if node["role"]["value"] == "MathMLMath"]
    assert len(labels) > 3
    assert sorted(read) == sorted(labels)
    # And what is in them, though it is laid out as plain text.
    for element, role in {"mfrac": "MathMLFraction", "msubsup": "MathMLSubSup", "mn": "MathMLNumber"}.items():
        found = page.locator(f"article math {element}").count()
        assert [node["role"]["value"] for node in tree].count(role) == found


def test_all_are_laid_out_on_paper(page):
    page.goto(f"en/{NOTE}")
    page.emulate_media(media="print")
    page.evaluate(FRAMES)
    assert page.evaluate(IS_LAID_OUT)
