"""Running heads, feet and page numbers go; the rest stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean.line import Line, from_text
from pipeline.clean.running import Stripped, strip

NUMBERS = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen".split()


def pages_of(*texts: str) -> list[list[Line]]:
    return [from_text(text.split("\n")) for text in texts]


def bodies(stripped: Stripped) -> list[str]:
    return ["\n".join(line.text for line in page) for page in stripped.pages]


def test_head_and_page_number() -> None:
    texts = [
        f"Hankkeen raportti\nSivulla {word}.\nLoppu {word}\n{n}" for n, word in enumerate(NUMBERS)
    ]
    stripped = strip(pages_of(*texts))
    assert bodies(stripped) == [f"Sivulla {word}.\nLoppu {word}" for word in NUMBERS]
    assert stripped.labels == [str(n) for n in range(10)]
    assert stripped.lines == ["Hankkeen raportti"]


def test_number_and_head_on_one_line() -> None:
    texts = [f"{n} Raportti\nSivulla {word}.\nLoppu {word}" for n, word in enumerate(NUMBERS, 5)]
    stripped = strip(pages_of(*texts))
    assert stripped.labels == [str(n) for n in range(5, 15)]
    assert bodies(stripped)[0] == "Sivulla yksi.\nLoppu yksi"


def test_heads_of_short_chapters_are_known_by_their_numbers() -> None:
    chapters = ["Johdanto", "Johdanto", "Tausta", "Tausta", "Tulos"]
    texts = []
    for page in range(10):
        head = f"{page + 1}Raportti" if page % 2 else f"{page + 1}{chapters[page // 2]}"
        texts.append(f"{head}\nSivulla {NUMBERS[page]}.\nLoppu {NUMBERS[page]}")
    stripped = strip(pages_of(*texts))
    assert bodies(stripped) == [f"Sivulla {word}.\nLoppu {word}" for word in NUMBERS]


def test_two_pages_are_enough_for_page_numbers_only() -> None:
    stripped = strip(
        pages_of("TIEDOTE 10.10.2008\n1 (2)\nAlku", "TIEDOTE 10.10.2008\n2 (2)\nLoppu")
    )
    assert bodies(stripped) == ["TIEDOTE 10.10.2008\nAlku", "TIEDOTE 10.10.2008\nLoppu"]
    assert stripped.labels == ["1", "2"]


def test_roman_page_numbers() -> None:
    texts = [
        f"Teksti {word}\nLoppu {word}\n{roman}"
        for word, roman in zip(NUMBERS, ("i", "ii", "iii", "iv", "v"), strict=False)
    ]
    stripped = strip(pages_of(*texts))
    assert stripped.labels == ["i", "ii", "iii", "iv", "v"]


def test_totals_at_the_foot_of_every_page_stay() -> None:
    texts = [f"Palkat {n * 37 + 11}\nAlku {n}{n}\nYhteensä {n * n * 101 + 7}" for n in range(10)]
    stripped = strip(pages_of(*texts))
    assert all("Yhteensä" in body for body in bodies(stripped))


def test_the_title_in_large_type_stays() -> None:
    small = Line("Arjen tuki", 0, 50, 0, 9)
    title = small._replace(size=24.0, top=100)
    pages = [[small._replace(top=0), Line(f"Sivu {w} kertoo.", 0, 90, 20, 11)] for w in NUMBERS]
    pages[0].insert(1, title)
    stripped = strip(pages)
    assert title in stripped.pages[0]
    assert sum(line.text == "Arjen tuki" for page in stripped.pages for line in page) == 1


def test_long_and_rare_lines_stay() -> None:
    long = "sana " * 40
    texts = [f"{long}\nRivi {word}" for word in NUMBERS]
    assert all(long.strip() in body for body in bodies(strip(pages_of(*texts))))
    rare = [f"Rivi {w} a\nRivi {w} b\nRivi {w} c\nRivi {w} d\nRivi {w} e" for w in NUMBERS]
    assert bodies(strip(pages_of(*rare))) == rare


def test_nothing() -> None:
    assert strip([]) == Stripped([], [], [])
    assert strip([[], []]).pages == [[], []]


@settings(max_examples=60)
@given(st.lists(st.lists(st.text("ab1 2/()iv", max_size=8), max_size=5), max_size=12))
def test_takes_lines_away_and_nothing_else(texts: list[list[str]]) -> None:
    pages = [from_text(page) for page in texts]
    stripped = strip(pages)
    assert len(stripped.pages) == len(stripped.labels) == len(pages)
    for before, after in zip(pages, stripped.pages, strict=True):
        rest = iter(before)
        assert all(line in rest for line in after)
