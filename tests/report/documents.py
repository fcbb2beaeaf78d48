"""Days that are hard on print: an empty one, all scripts at once, and texts that are too long for a page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Final

from PIL import Image

from facilitator.event import BackgroundDocument, Speaker
from facilitator.photos import Photo
from facilitator.snapshot import Snapshot
from tests.builders import a_cafe, a_day, a_draft, a_snapshot, an_event, an_instant, an_item, some_notes

SCRIPTS: Final = (
    "Blåbærsyltetøy på Ås, sámegiella: čđŋšŧž ÁČĐŊŠŦŽ, åarjelsaemien ïöæ, julevsámegiella ńáå",
    "Україна Москва Ψυχή Հայաստան ქართული",
    "السلام عليكم، كيف الحال؟ 123 (قوس) abc",
    "שָׁלוֹם עולם 123 (סוגריים) abc",
    "中文汉字 繁體漢字 日本語かなカナ 한국어 조선말",
    "हिन्दी தமிழ் ไทย မြန်မာ አማርኛ \u1275 ᏣᎳᎩ ᚠᚢᚦ",
    "😀🚌👍🏽 ❤\ufe0f ☃ ✓ → ½ € ‰ № ™ ﬁ ﷺ",
    "👩\u200d🚀👨\u200d👩\u200d👧\u200d👦🇳🇴🏴\U000e0067\U000e0062\U000e007f",
    "e\u0301 a\u030a \u0301 Z\u0351\u036b\u0343\u036a\u0302\u036b o\u0332\u0305",
    "x² H₂O 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ①②③ ㎏ ℵ₀ ∑∫√∞≠≤ ⠃⠗⠁⠊⠇⠇⠑ 𝄞 𓀀 \ue000 \U0010fffd",
    "\0\x01\x07\x1b[31m\x7f\x85 \ud800 \udfff \ufffe \uffff \ufeff",
    "\u202eomvendt\u202c \u2066i\u2069 \u00ad\u2011",
    "\tinnrykk  to   tre    mellomrom\u2003em\u2009tynt\u3000bredt\xa0hardt ",
)

TOO_LONG: Final = (
    "Ord og flere ord med æøå. " * 800,  # 20,000 characters
    "x" * 1000,
    "linje\n" * 150,
    "😀" * 5000,
    "EMC BDC BMC ET Q /P <</MCID 0>> BDC /Artifact BMC (x) Tj endstream endobj %%EOF",
    "<b>" * 700 + "&amp;" * 300,
    "\\" * 500 + "(" * 500 + ")" * 499,
)

VERY_MANY_LINES: Final = "linje\n" * 2000  # what a note may have


def an_empty_day() -> Snapshot:
    """Nobody has given anything a name, nor anything else."""
    cafe = a_cafe(title="", prompt="")
    return a_snapshot(an_event(title="", items=(an_item(title=""), cafe)), notes=some_notes(a_draft("Ja")))


def a_day_of_all_scripts() -> Snapshot:
    """Everything is called by the scripts; half of it is said in other languages."""
    return _called(SCRIPTS)


def a_day_too_long() -> Snapshot:
    """Texts that no page, no line and no cell has room for; pictures that no archive takes as they are."""
    return replace(_called(TOO_LONG, (VERY_MANY_LINES,)), photos={photo.id: photo for photo in _photos()})


def _called(texts: tuple[str, ...], said: tuple[str, ...] = ()) -> Snapshot:
    """A day of these texts; its notes say more."""
    items = [
        an_item(
            title=text,
            prompt=text,
            language=language,
            speakers=(Speaker(name=text, title=text, organisation=text),),
            private_notes=text,
        )
        for text, language in zip(texts, ("en", "nb", "ar", "he", "") * len(texts), strict=False)
    ]
    documents = tuple(
        BackgroundDocument(
            id=str(number), title=text, description=text, address=f"https://example.org/{text}"
        )
        for number, text in enumerate(texts)
    )
    day = a_day(people=12, title=texts[0], place=texts[1], purposes=texts, documents=documents)
    people = (
        replace(person, name=text, organisation=text) for person, text in zip(day.people, texts, strict=False)
    )
    themes = tuple(
        replace(theme, title=text, question=text) for theme, text in zip(day.themes, texts, strict=False)
    )
    cafe = a_cafe(prompt=texts[-1])
    day = replace(
        day,
        items=(*items, cafe),
        themes=themes,
        people=(*people, *day.people[len(texts) :]),
        logo=a_picture("PNG", "RGBA"),
    )
    notes = [a_draft(text, theme_id=None) for text in (*texts, *said)]
    notes += [a_draft(text, item_id=items[0].id, round_id=None) for text in texts]
    return a_snapshot(day, notes=some_notes(*notes))


def _photos() -> list[Photo]:
    turned = Image.Exif()
    turned[0x0112] = 6  # lies on its side
    return [
        _photo("cmyk", a_picture("JPEG", "CMYK")),
        _photo("grey", a_picture("JPEG", "L")),
        _photo("turned", a_picture("JPEG", "RGB", exif=turned.tobytes())),
        _photo("none", b"no picture at all"),
    ]


def _photo(name: str, image: bytes) -> Photo:
    return Photo(
        id=name, item_id="cafe", round_id="r1", table_id="t1", at=an_instant("11:00"), image=image, words=name
    )


def a_picture(kind: str, mode: str, exif: bytes = b"") -> bytes:
    """A small picture of that kind of file and of colours."""
    file = BytesIO()
    given = {"exif": exif} if exif else {}
    Image.effect_mandelbrot((120, 80), (-2, -1, 1, 1), 50).convert(mode).save(file, kind, **given)
    return file.getvalue()
