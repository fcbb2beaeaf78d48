from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.names import FullNames

PEOPLE = (
    "Kari Anne Nordmann",
    "Åse Øvre",
    "Nordmann, Ola (H)",
    "Anne-Marie Lie",
    "Bo Ek",
    "Dag",
    "王芳",
    "محمد علي",
)


def without(text: str, *names: str) -> str:
    return FullNames(names or PEOPLE).replaced(text, "…")


@pytest.mark.parametrize(
    "written",
    [
        "Kari Anne Nordmann",
        "kari anne nordmann",
        "KARI ANNE NORDMANN",
        "Kari  Anne\n\tNordmann",
        "Kari\u00a0Anne\u2009Nordmann",
        "Kari Nordmann",  # the name in the middle is often left out
        "Anne Nordmann",
        "Nordmann, Kari Anne",
        "Nordmann, Kari",
        "Kari Nordmanns",
        "Kari Nordmann's",
        "kari.nordmann",
        "Kari_Nordmann",
        "KariNordmann",
        "K a r i N o r d m a n n",
        "K\u00adari\u200b Nord\u2060mann",
        "\uff2b\uff41\uff52\uff49 \uff2e\uff4f\uff52\uff44\uff4d\uff41\uff4e\uff4e",  # full width
        "Åse Øvre",
        unicodedata.normalize("NFD", "Åse Øvre"),
        "åse ØVRE",
        "Ola Nordmann",
        "Nordmann, Ola",
        "anne\u2011marie lie",
        "Anne Marie Lie",
        "bo ek",
    ],
)
def test_a_full_name_is_found_however_it_is_typed(written: str) -> None:
    assert without(f"I dag sa {written}, at det haster.") == "I dag sa …, at det haster."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kari sa det, og hun het Nordmann til slutt.",
        "Kari Nordmannsen",
        "eKari Nordmann",
        "Bo ekte i bokollektiv",
        "En dag til: Dag for dag",  # a name of one word is an ordinary word, too
        "K.A.N. var der",
    ],
)
def test_other_words_stay_as_they_were_typed(text: str) -> None:
    assert without(text) == text


def test_scripts_without_case_need_no_space_around_a_name() -> None:
    assert without("我见到王芳了") == "我见到…了"
    assert without("وقال محمد علي إن") == "وقال … إن"


@pytest.mark.parametrize("around", ["'{}'", "\u2019{}\u2019", "({})", "{}\n\nS-laget", "{}. s"])
def test_what_stands_around_a_name_stays(around: str) -> None:
    assert without(around.format("Åse Øvre")) == around.format("…")


def test_an_initial_between_and_a_for_aa_do_not_hide_a_name() -> None:
    assert (
        without("Ingrid B. Solheim og Henrik Åsgård Moe", "Ingrid Solheim", "Henrik Aasgaard Moe") == "… og …"
    )


def test_family_names_are_found_alone_with_a_capital() -> None:
    names = FullNames(["Ole Narud", "Berg, Kari (Ås)", "Madonna"])
    assert names.families("Narud sa det, og Bergs forslag om berg; Ole, Madonna") == ("Narud", "Bergs")


def test_the_longest_name_is_taken_and_each_counts_once() -> None:
    names = FullNames(["Kari Nordmann", "Kari Nordmann Vik"])
    assert names.replaced("Kari Nordmann Vik, Kari Nordmann", "…") == "…, …"
    assert len(names.spans("Kari Nordmann Vik, Kari Nordmann")) == 2


def test_what_names_nobody_is_not_looked_for() -> None:
    assert without("a – 12 (x) NN", "a", "–", "", "12", "(x)", "NN") == "a – 12 (x) NN"


@given(st.text(), st.text())
def test_any_text_around_a_name_stays(before: str, after: str) -> None:
    names = FullNames(["Kari Nordmann"])
    text = f"{before} \0 Kari Nordmann \0 {after}"
    (start, end), *_more = [span for span in names.spans(text) if span[0] >= len(before)]
    assert text[start:end] == "Kari Nordmann"


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=4))
def test_no_text_and_no_names_are_too_odd(text: str, people: list[str]) -> None:
    names = FullNames(people)
    kept = names.replaced(text, "")
    assert sum(end - start for start, end in names.spans(text)) == len(text) - len(kept)
