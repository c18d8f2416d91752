"""Formulas read aloud: a screen reader gets each in words of the page's language, as a teacher says them."""

import html
import re
from xml.etree import ElementTree

import pytest
from built import LANGUAGES, file, formulas, pages_of
from readback import of_latex, of_words

from scripts.formulas.katex import render
from scripts.formulas.speech import Unspoken, labelled, spoken

MATH = re.compile(r"<math(?: aria-label=\"(?P<label>[^\"]*)\")?[^>]*>.*?</math>", re.S)
WORDS = {"ko": re.compile(r"[가-힣0-9., ]+"), "en": re.compile(r"[A-Za-z0-9., -]+")}
GOLDEN = {
    r"\delta_{2}^{(2)}": ("델타 2층 2번", "delta layer 2 unit 2"),
    r"\Theta_{12}^{(3)}": ("세타 3층 1 2", "theta layer 3 entry 1 2"),
    r"a_{0}^{(l)}": ("에이 엘층 0번", "a layer l unit 0"),
    r"\delta^{(4)(t)}": ("델타 4층 티번째 예제", "delta layer 4 example t"),
    r"L": ("대문자 엘", "capital L"),
    r"s_{l + 1}": ("에스 첨자 엘 더하기 1 첨자 끝", "s sub l plus 1 end sub"),
    r"z^{(l + 1)} + 1": ("제트 엘 더하기 1층 더하기 1", "z layer l plus 1 end layer plus 1"),
    r"g'\left(z\right) = 1": ("지 프라임 제트는 1", "g prime of z equals 1"),
    r"h_{\Theta}\left(x\right)": ("에이치 세타 엑스", "h theta of x"),
    r"\frac{\lambda}{m}": ("엠분의 람다", "lambda over m"),
    r"\frac{1}{1 + e^{- z}}": (
        "분모가 1 더하기 이의 마이너스 제트 승, 분자가 1인 분수",
        "the fraction of 1 over 1 plus e to the power of minus z, end of fraction",
    ),
    r"\frac{\partial C}{\partial z_{1}^{(4)}} \frac{\partial z_{1}^{(4)}}{\partial a_{1}^{(3)}}": (
        "시를 제트 4층 1번으로 편미분한 것, 곱하기 제트 4층 1번을 에이 3층 1번으로 편미분한 것",
        "the partial derivative of C with respect to z layer 4 unit 1, "
        "times the partial derivative of z layer 4 unit 1 with respect to a layer 3 unit 1",
    ),
    r"\left(\sum_{k=1}^{s_{l + 1}} \Theta_{kj}^{(l)} \delta_{k}^{(l + 1)}\right) g'(z_{j}^{(l)})": (
        "괄호 열고 케이가 1부터 에스 첨자 엘 더하기 1 첨자 끝까지일 때의 합, "
        "세타 엘층 케이 제이 곱하기 델타 엘 더하기 1층 케이번 괄호 닫고 곱하기 지 프라임 제트 엘층 제이번",
        "open bracket the sum for k from 1 to s sub l plus 1 end sub of theta layer l entry k j "
        "times delta layer l plus 1 unit k close bracket times g prime of z layer l unit j",
    ),
    r"\left(\bar{\Theta}^{(2)}\right)^{T} \delta^{(3)} \odot g'\left(z^{(2)}\right)": (
        "세타 바 2층 전치 곱하기 델타 3층 원소별 곱 지 프라임 제트 2층",
        "theta bar layer 2 transpose times delta layer 3 element-wise product g prime of z layer 2",
    ),
    r"\begin{aligned} C &= a (1 - a) \\ &\approx 0.5 \times \left(-0.3\right) \\ &= -0.15 \end{aligned}": (
        "시는 에이 곱하기 괄호 열고 1 빼기 에이 괄호 닫고, 약 0.5 곱하기 마이너스 0.3, 곧 마이너스 0.15",
        "C equals a times open bracket 1 minus a close bracket, "
        "is approximately 0.5 times minus 0.3, equals minus 0.15",
    ),
    r"\begin{bmatrix} 1 & z \\ y_{1} & 0 \end{bmatrix}": (
        "2행 2열 행렬, 1행 1, 제트, 2행 와이 1, 0, 행렬 끝",
        "the 2 by 2 matrix, row 1 1, z, row 2 y 1, 0, end of matrix",
    ),
    r"\begin{bmatrix} 1 \\ a^{(2)} \end{bmatrix}^{T}": (
        "열벡터 1, 에이 2층, 벡터 끝 전치",
        "the column vector 1, a layer 2, end of vector transpose",
    ),
    r"g\left(z\right) = \begin{cases} z & z > 0 \\ 0 & z \leq 0 \end{cases}": (
        "지 제트는 경우에 따라, 제트가 0보다 클 때 제트, 제트가 0보다 작거나 같을 때 0, 경우 끝",
        "g of z equals by cases, z if z is greater than 0, 0 if z is at most 0, end of cases",
    ),
    r"1 - \tanh^{2}{\left(z \right)}": ("1 빼기 탄젠트에이치 제곱 제트", "1 minus tanh squared of z"),
    r"a_{j} = 0, \qquad a_{k} = 1 \quad (k \neq j)": (
        "에이 제이는 0, 에이 케이는 1, 괄호 열고 케이가 제이와 다를 때 괄호 닫고",
        "a j equals 0, a k equals 1, open bracket k is not j close bracket",
    ),
    r"3.12 \times 10^{-5}": ("3.12 곱하기 10의 마이너스 5 승", "3.12 times 10 to the power of minus 5"),
}


def drawn(tex):
    """KaTeX's HTML of a formula."""
    return render([(tex, False)])[0]


def test_a_formula_is_said_as_a_teacher_says_it():
    for tex, formula in zip(GOLDEN, render([(tex, False) for tex in GOLDEN]), strict=True):
        math = MATH.search(formula)[0]
        assert tuple(spoken(math, language) for language in LANGUAGES) == GOLDEN[tex], tex


@pytest.fixture(scope="module", params=LANGUAGES)
def reading(request, site):
    """A language, and LaTeX and label of every formula on its pages."""
    language, pairs = request.param, []
    for page in pages_of(site, language):
        path = file(site / language, page)
        labels = [match["label"] for match in MATH.finditer(path.read_text("utf-8"))]
        pairs += [(tex, label) for tex, label in zip(formulas(path), labels, strict=True) if "867530" not in tex]
    assert len(pairs) > 200
    return language, {(tex, html.unescape(label or "")) for tex, label in pairs}


def test_every_formula_of_the_site_is_said_without_latex(reading):
    language, both = reading
    assert {tex: label for tex, label in both if not WORDS[language].fullmatch(label)} == {}


def test_what_is_said_is_the_same_mathematics(reading):
    """The same signs, by two readers of the tests' own: of the LaTeX, and of the words."""
    language, both = reading
    back = {(tex, label): (of_latex(tex, language), of_words(label, language)) for tex, label in both}
    assert {tex: signs for tex, signs in back.items() if signs[0] != signs[1]} == {}


def test_places_for_numbers_that_a_script_fills_in_are_said_as_they_stand():
    label = re.search('aria-label="(.*?)"', labelled(drawn("e^{- 8675309012} + 8675308003"), "en"))[1]
    assert re.findall(r"\d+", label) == ["8675309012", "8675308003"]


def test_a_sign_without_words_leaves_the_formula_to_the_screen_reader():
    formula = drawn(r"x \smile y")
    with pytest.raises(Unspoken, match="⌣"):
        spoken(MATH.search(formula)[0], "en")
    assert labelled(formula, "en") == formula


def test_the_label_leaves_the_mathematics_as_it_was():
    formula = drawn(r"a < \delta_{1}^{(2)}")
    labelled_math = ElementTree.fromstring(MATH.search(labelled(formula, "en"))[0])
    assert labelled_math.attrib.pop("aria-label") == "a is less than delta layer 2 unit 1"
    plain = ElementTree.fromstring(MATH.search(formula)[0])
    assert ElementTree.tostring(labelled_math) == ElementTree.tostring(plain)
