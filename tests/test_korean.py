"""Each rule of scripts/check on bad Korean, which is found at its place, and on good Korean, which is not."""

import re
from pathlib import Path

import pytest
import yaml

from scripts.tools.check import strings
from scripts.tools.check.__main__ import headings, korean
from scripts.tools.check.prose import Source, prose
from scripts.tools.check.terms import english

ROOT = Path(__file__).resolve().parent.parent
TERMS = yaml.safe_load((ROOT / "docs/notation.yml").read_text("utf-8"))["terms"]
BANNED = [(variant, term["ko"]) for term in TERMS for variant in term["never"]]
RIGHT = (ROOT / "tests/right_korean.txt").read_text("utf-8").splitlines()


def texts(several):
    """A test for each of the texts."""
    return pytest.mark.parametrize("text", several.split(" | "))


def findings(text, rule=None):
    """Of a text as a page: what all rules find, or one of them."""
    page = prose(Source(ROOT / "docs/x.ko.md", text))
    findings = sorted([*korean(page), *english(page)])
    return [finding for finding in findings if rule in (None, finding.rule)]


def only(text, rule):
    """The one finding of that rule."""
    [finding] = findings(text, rule)
    return finding


# The glossary


@pytest.mark.parametrize("pattern", ["여기에서 {}를 쓴다.", "**{}**의 값이다.", "‘{}’란 무엇인가?", "## {} {{ #x }}"])
@pytest.mark.parametrize(("variant", "term"), BANNED)
def test_every_banned_variant_is_found_and_answered_with_its_term(variant, term, pattern):
    text = pattern.format(variant)
    finding = only(text, "glossary")
    assert finding.column == text.index(variant) + 1
    assert f"“{term}”" in finding.instead
    assert findings(pattern.format(term), "glossary") == []


@texts("사슬규칙을 쓴다. | 체인룰 | 숨은\n층의 값 | 에러율 | 무게들 | 파생하면")
def test_a_variant_is_found_however_it_is_spaced_or_ended(text):
    assert (only(text, "glossary").line, only(text, "glossary").column) == (1, 1)


@texts(
    "`에러`라는 이름 | ```text\n에러\n``` | <!-- 에러 --> | [표](https://a.org/에러.html) | {# 에러 #}"
    " | https://ko.wikipedia.org/wiki/에러 | 재발견이다. | 편견석이 | 나무게임 | 친구배치"
)
def test_code_comments_addresses_and_longer_words_are_exempt(text):
    assert findings(text, "glossary") == []


# 한다체

POLITE = """계산합니다 입니다 됩니다 읽습니다 했습니다 갑니다 어떻습니까 해요 이에요 예요 볼까요 하세요 보세요
하지요 그렇죠 하십시오 구하시오 되나요 없어요 쓰네요 주어져요"""


@pytest.mark.parametrize("word", POLITE.split())
def test_polite_endings_are_found(word):
    assert only(f"가중치를 먼저 {word}.", "register").column == 9


@texts("당신의 신경망 | 여러분은 안다. | 우리는 계산한다. | 우리가 본 식 | 저희는 쓴다.")
def test_pronouns_are_found(text):
    assert only(text, "register").column == 1


@texts(
    "이다. | 한다. | 할 수 있다. | 아니다. | 구해 보자. | 어떤 값이 필요? | 식의 개요. | 값이 중요."
    ' | 다니다가 만난다. | 우리말로 쓴다. | `합니다` | "Thank you 요"라고'
)
def test_plain_endings_are_not(text):
    assert findings(text, "register") == []


# English in parentheses


def test_a_term_without_its_english_at_its_first_use_is_found():
    finding = only("# 제목 { #a }\n\n역전파는 오차(error)를 쓴다.", "english")
    assert finding.instead == "write “역전파(backpropagation)”"


@pytest.mark.parametrize("word", ["오차(error)", "행렬(matrix)"])
def test_english_again_is_found(word):
    text = f"{word}를 구한다. 이 {word}는 작다."
    assert only(text, "english").column == text.rindex(word) + 1


def test_the_english_of_another_term_is_found():
    assert "오차(error)" in only("오차(loss)를 구한다.", "english").instead


@texts(
    "오차(error)를 구한다. 오차는 작다. | ## 오차 { #a }\n\n[역전파](a.md)의 오차(error)이다."
    " | 식을 유도하고 편미분해 점화식(recurrence)을 얻는다. | `오차`와 “error”"
    " | 비용 함수(cost function)의 값이다."
)
def test_english_once_at_the_first_use_is_right(text):
    assert findings(text, "english") == []


# Particles. Vowel, ㄹ and other consonants; as LaTeX, as code, as plain text.

AFTER_VOWEL = r"""$\delta_{2}^{(l)}$ | $\Theta^{(l)}$ | $z$ | $a_{10}$ | $x^{(3)}$ | $J(\Theta)$
$\frac{a}{7}$ | $\frac{\partial C}{\partial a_l}$ | $3 + 2$ | $\begin{aligned} a &= 4 \end{aligned}$ | $y_l$
$l + c$ | `Theta[l]` | `delta2_2` | `alpha` | `a` | δ | Θ | t | 2 | 0.5 | J(Θ) | NumPy
<data value="1">-0.05</data> | $h_{\Theta}\left(x\right)$ | $g'\left(z\right)$ | $\bar{\Theta}^{(l)}$"""
AFTER_RIEUL = r"$l$ | $L$ | $a = 1$ | `l` | L | l | 7 | 18 | $l_{i}$ | $1$ | $g'\left(z\right) = 1$"
AFTER_OTHERS = r"$m$ | $n$ | $x^2$ | $g'$ | $\hat{y}$ | `m` | N | 3 | 6 | 10 | 0 | g′ | $M^{(l)}$ | 100"
VOWEL, RIEUL, CONSONANT = (re.split(r" \| |\n", line) for line in (AFTER_VOWEL, AFTER_RIEUL, AFTER_OTHERS))
PAIRS = [("는", "은"), ("가", "이"), ("를", "을"), ("와", "과"), ("란", "이란"), ("라고", "이라고")]


def after(symbol, particle):
    """The findings for a symbol with a particle in a sentence."""
    return findings(f"여기서 {symbol}{particle} 나온다.", "particle")


@pytest.mark.parametrize("symbol", [*VOWEL, *RIEUL, *CONSONANT])
@pytest.mark.parametrize(("vowel", "consonant"), PAIRS)
def test_the_particle_goes_by_how_the_symbol_is_read(symbol, vowel, consonant):
    right, wrong = (vowel, consonant) if symbol in VOWEL else (consonant, vowel)
    assert after(symbol, right) == []
    [finding] = after(symbol, wrong)
    assert finding.instead == f"write “{right}”"


@pytest.mark.parametrize("symbol", [*VOWEL, *RIEUL, *CONSONANT])
@pytest.mark.parametrize("more", ["", "부터", "는"])
def test_ro_follows_a_vowel_and_rieul(symbol, more):
    right, wrong = ("으로", "로") if symbol in CONSONANT else ("로", "으로")
    assert after(symbol, right + more) == []
    [finding] = after(symbol, wrong + more)
    assert finding.instead == f"write “{right}{more}”"


@pytest.mark.parametrize("symbol", [*VOWEL, *RIEUL, *CONSONANT])
def test_the_copula_loses_its_first_sound_after_a_vowel_only(symbol):
    assert findings(f"이 값은 {symbol}이다.", "particle") == []
    assert bool(findings(f"이 값은 {symbol}다.", "particle")) == (symbol not in VOWEL)


@texts(
    "역전파(backpropagation)은 → 는 | 유닛(unit)를 → 을 | 미분(derivative)로 → 으로 | 오차을 → 를"
    " | 편향가 → 이 | 활성값와 → 과 | 기울기으로 → 로"
)
def test_terms_and_words_with_their_english_are_judged_too(text):
    wrong, right = text.split(" → ")
    assert only(f"여기서 {wrong} 본다.", "particle").instead == f"write “{right}”"


@texts("은(는) | 을(를) | 이(가) | 와(과) | (으)로 | 는(은) | 을/를 | 은/는 | 와/과")
@pytest.mark.parametrize("word", ["$z$", "`f(x)`", "값", "SciPy"])
def test_two_particles_at_once_are_found(word, text):
    assert findings(f"여기서 {word}{text} 쓴다.", "particle")


@texts("`f()`는, `f()`은 | $?$를, $?$을 | SciPy를, SciPy을 | “weight”은 “weight”는 | xyz를 xyz을")
def test_of_what_nobody_knows_how_to_read_nothing_is_said(text):
    assert findings(text, "particle") == []


# Spaces


@texts(
    "$z$ 를 구한다. → $z$를 구한다. | `a` 는 값이다. → `a`는 값이다. | 행렬 (matrix)이다. → 행렬(matrix)이다."
    " | 구할수 있다. → 구할 수 있다. | 볼 수없다. → 볼 수 없다. | 쓸수있는 식 → 쓸 수 있는 식"
)
def test_wrong_spaces_are_found(text):
    wrong, right = text.split(" → ")
    assert only(wrong, "spacing")
    assert findings(right, "spacing") == []


@texts("$z$ 이 값은 | 실수 있다. | 홀수 없는 | 그림 (가) | 예제 (t) | $a$ 도 단위")
def test_spaces_that_belong_there_are_left(text):
    assert findings(text, "spacing") == []


# Pages and data files


def test_nothing_is_found_in_right_korean_as_one_page():
    assert len(set(RIGHT)) > 50
    first = "".join(f"{term['ko']}({term['en']}), " for term in TERMS)
    assert findings(f"{first}\n\n" + "\n\n".join(RIGHT)) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("## 순전파 { #forward-propagation }", "## 순전파"),
        ("### δ의 뜻 { #meaning-of-delta }", "### δ의 뜻 { #뜻 }"),
        ("# TIL ( 2021/01/12 )", "## TIL ( 2021/01/12 )"),
    ],
)
def test_a_heading_needs_an_english_anchor(good, bad):
    good, bad = (Source(ROOT / "docs/x.ko.md", f"{heading}\n\n본문이다.\n") for heading in (good, bad))
    assert list(headings(good)) == []
    assert [finding.rule for finding in headings(bad)] == ["anchor"]


NOTE = """
raise RuntimeError("is not run")
words = {"ko": "제곱 {best}", "en": "square"}, dict(a={"ko": "δ의 에러", "en": f"error {x}"}), {"en": "only"}
"""
YAML = "a: {ko: '제곱 {best}', en: square}\nb:\n  ko: δ의 에러\n  en: error {x}\nc: {en: only}\n"


@pytest.mark.parametrize(
    ("text", "words"), [(NOTE, strings.in_python(NOTE)), (YAML, strings.in_yaml(yaml.compose(YAML)))]
)
def test_words_of_a_note_are_read_where_they_stand(text, words):
    words = sorted(words, key=lambda places: places["en"].start)
    korean = [text[places["ko"]].strip("'\"") for places in words if "ko" in places]
    assert korean == ["제곱 {best}", "δ의 에러"]
    source = Source(ROOT / "docs/x.yml", text)
    assert [finding.problem for places in words for finding in strings.parity(source, places)] == [
        "filled in are {best} in Korean and nothing in English",
        "filled in are nothing in Korean and {x} in English",
        "words without their Korean",
    ]
