from __future__ import annotations

from facilitator.alike import groups


def test_texts_that_say_nearly_the_same_are_grouped() -> None:
    texts = [
        ("a", "Flere busser på kvelden"),
        ("b", "Bedre fibernett i distriktene"),
        ("c", "flere busser, på kvelden!"),
        ("d", "På kvelden: flere busser"),
        ("e", "Bedre fibernett i distriktet"),
        ("f", "Styrk skolehelsetjenesten"),
    ]
    assert groups(texts) == (("a", "c", "d"), ("b", "e"))


def test_short_and_empty_texts_are_left_alone() -> None:
    assert groups([("a", "Buss"), ("b", "Buss"), ("c", ""), ("d", "!!!")]) == ()
    assert groups([]) == ()
