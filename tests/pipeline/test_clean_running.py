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


LETTERS = str.maketrans("0123456789", "abcdefghij")


def set_line(text: str, top: float, size: float = 11, left: float = 72) -> Line:
    return Line(text, left, left + 6 * len(text), top, size)


def set_page(head: str, words: str, count: int = 8) -> list[Line]:
    # No figures, which would count the pages as a page number does.
    names = (f"{words} {NUMBERS[row]}".translate(LETTERS) for row in range(count))
    body = [set_line(f"Rivi {name} tässä", -700 + 14 * row) for row, name in enumerate(names)]
    return [set_line(head, -780, 8), *body] if head else body


def test_the_head_of_a_short_document_stands_apart_at_one_place() -> None:
    pages = [set_page("Tiedote perheille", word) for word in NUMBERS[:3]]
    stripped = strip(pages)
    assert stripped.pages == [page[1:] for page in pages]
    assert stripped.lines == ["Tiedote perheille"]
    near = [[set_line("Tiedote perheille", -714), *page[1:]] for page in pages]
    assert strip(near).pages == near


def test_what_dates_a_short_document_stays_where_it_stands_first() -> None:
    first, second = (set_page("Tiedote 10.10.2008", word) for word in NUMBERS[:2])
    assert strip([first, second]).pages == [first, second[1:]]


def test_a_line_that_repeats_elsewhere_on_the_page_stays() -> None:
    pages = [
        [set_line("Tavoitteet", -780 + 40 * row, 8), *set_page("", word)]
        for row, word in enumerate(NUMBERS[:3])
    ]
    assert strip(pages).pages == pages


def test_heads_of_chapters_of_few_pages() -> None:
    heads = ["Johdanto"] * 3 + ["Tausta"] * 4 + ["Tulos"] * 4 + ["Arvio"]
    pages = [set_page(head, str(number)) for number, head in enumerate(heads * 2)]
    assert strip(pages).pages == [page[1:] for page in pages]


def test_a_title_in_the_place_of_the_heads_stays() -> None:
    pages = [set_page("Raportti perheistä", str(number)) for number in range(12)]
    pages[5][0] = set_line("Osa II: mitä opittiin", -780, 20)
    assert strip(pages).pages[5] == pages[5]


def test_the_foot_may_come_first_in_the_file() -> None:
    pages = []
    for number in range(12):
        page = set_page("", str(number))
        foot = [set_line("Hankkeen julkaisu", -40, 8), set_line(str(number + 1), -40, 8, 500)]
        pages.append([*page[:4], *foot, *page[4:]])
    stripped = strip(pages)
    assert stripped.labels == [str(number + 1) for number in range(12)]
    assert all(len(page) == 8 for page in stripped.pages)


def test_years_and_appendices_that_count_along_are_no_page_numbers() -> None:
    pages = [
        [set_line(f"Liite {number}", -750), *set_page("", word), set_line(str(number + 8), -40)]
        for number, word in enumerate(NUMBERS[:6], 1)
    ]
    stripped = strip(pages)
    assert stripped.pages == [page[:-1] for page in pages]
    assert stripped.labels == [str(number) for number in range(9, 15)]
