from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from benchmarks.extraction.synthetic import __main__ as command
from benchmarks.extraction.synthetic.documents import documents
from benchmarks.extraction.synthetic.prose import hyphenated, paragraphs
from benchmarks.extraction.synthetic.score import Tally, score, summed
from benchmarks.extraction.synthetic.setter import Layout, Setter
from benchmarks.extraction.synthetic.sheet import (
    Piece,
    Sheet,
    draw,
    fingerprint,
    interleaved,
    width,
)
from benchmarks.extraction.synthetic.special import special
from benchmarks.extraction.synthetic.truth import (
    Broken,
    Kind,
    Known,
    Note,
    Place,
    Running,
    broken,
    places,
    sentence_around,
)
from corpus.document import Page, Span
from examples.building.lines import Breaker, Line, Style

STYLE = Style("Times-Roman", 10, 13, justify=True, hyphens=True)
TOKENS = "Länsi- ja Keski-Uusimaa sai linja-auton. Perhekeskus iloitsi.[^1] Niin muutkin.".split()
LINES = [
    Line(("Länsi-",), STYLE),
    Line(("ja", "Keski-"), STYLE),
    Line(("Uusimaa", "sai", "linja-"), STYLE),
    Line(("auton.", "Perhe-"), STYLE),
    Line(("keskus", "iloitsi.[^1]", "Niin"), STYLE),
    Line(("muutkin.",), STYLE, last=True),
]


def figures(known: Known, pages: Sequence[Page], name: str = "x") -> dict[str, Tally]:
    return score(name, known, pages)


def wrong(found: dict[str, Tally]) -> set[str]:
    return {figure for figure, (right, of, _) in found.items() if right < of}


# --- what is known of lines


def test_where_lines_begin() -> None:
    assert places(TOKENS, LINES) == [
        (0, 0), (1, 0), (2, 6), (4, 6), (5, 5), (8, 0), (9, 0),
    ]  # fmt: skip


def test_each_hyphen_has_its_kind_and_neighbours() -> None:
    assert broken(TOKENS, LINES) == [
        Broken(Kind.SUSPEND, ("Länsi- ja Keski-Uusimaa",)),
        Broken(Kind.KEEP, ("Länsi- ja Keski-Uusimaa", "Keski-Uusimaa sai linja-auton.")),
        Broken(Kind.KEEP, ("Keski-Uusimaa sai linja-auton.", "linja-auton. Perhekeskus iloitsi.")),
        Broken(
            Kind.JOIN, ("sai linja-auton. Perhekeskus", "Perhekeskus iloitsi. Niin")
        ),
    ]  # fmt: skip


def test_the_sentence_around_a_place() -> None:
    assert sentence_around(TOKENS, Place(2, 6)) == "Länsi- ja Keski-Uusimaa sai linja-auton."
    assert sentence_around(TOKENS, Place(6, 0)) == "Perhekeskus iloitsi."
    assert sentence_around(TOKENS, Place(5, 0)) == ""
    assert sentence_around(TOKENS, Place(7, 0)) == ""  # the mark of a note ends no word


def test_what_is_set_is_what_is_known() -> None:
    setter = Setter(Layout(columns=2))
    chance = random.Random(3)
    text = hyphenated(chance)
    setter.text(text)
    shown = [piece.text for sheet in setter.close() for piece in sheet.pieces]
    lines = Breaker(width).lines(text, STYLE, setter._frame.width)
    assert shown == [" ".join(line.words) for line in lines]
    assert len(setter.known.broken) == sum(line.endswith("-") for line in shown)


# --- the documents


def test_they_are_the_same_every_time_and_have_no_word_twice_known() -> None:
    made = list(documents())
    again = fingerprint([sheet for each in documents() for sheet in each.sheets])
    assert fingerprint([sheet for each in made for sheet in each.sheets]) == again
    kinds = [item.kind for each in made for item in each.known.broken]
    assert min(kinds.count(kind) for kind in Kind) >= 40
    assert sum(len(each.known.running) for each in made) > 150
    assert sum(len(each.known.across) for each in made) > 15
    assert {kind for each in made for kind in each.known.special} == {
        "spaced", "bold", "turned", "ligatures", "accents",
    }  # fmt: skip


def test_another_seed_makes_other_documents() -> None:
    one, other = (next(iter(documents(seed))) for seed in (1, 2))
    assert fingerprint(one.sheets) != fingerprint(other.sheets)


def test_interleaved_columns_stand_line_by_line() -> None:
    pieces = [
        Piece(x, y, text, "Times-Roman", 10)
        for x, y, text in ((50, 700, "a"), (50, 680, "c"), (300, 700, "b"), (300, 680, "d"))
    ]
    assert [piece.text for piece in interleaved(Sheet([], pieces)).pieces] == list("abcd")


def test_paragraphs_are_there_once() -> None:
    texts = list(paragraphs(random.Random(1)))
    assert len(texts) == len(set(texts)) > 100


def test_what_the_standard_fonts_lack_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Tämä kappale on niin pitkä, että se kelpaisi muuten ladottavaksi sivulle. " * 2
    for name, text in (("a", long + "→"), ("b", long), ("c", "lyhyt")):
        (tmp_path / f"{name}.txt").write_text(f"lang: fi\n---\n{text}\n", encoding="utf-8")
    (tmp_path / "d.txt").write_text(f"lang: sv\n---\n{long}\n", encoding="utf-8")
    monkeypatch.setattr("benchmarks.extraction.synthetic.prose.SOURCES", tmp_path)
    assert list(paragraphs(random.Random(1))) == [long.strip()]


def test_the_typesetter_s_hyphen_may_be_soft_and_the_writer_s_never() -> None:
    setter = Setter(Layout(columns=3, hyphen="\xad"))
    chance = random.Random(1)
    for _ in range(6):
        setter.text(hyphenated(chance))
    ends = [piece.text[-1] for sheet in setter.close() for piece in sheet.pieces]
    kinds = [kind for kind, _ in setter.known.broken]
    assert ends.count("\xad") == kinds.count(Kind.JOIN) > 10
    assert ends.count("-") == len(kinds) - kinds.count(Kind.JOIN) > 3


def test_the_plain_text_layer_shows_what_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "odd.pdf"
    known, sheets = special(random.Random(1))
    draw(sheets, path)
    text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
    assert "k¨aviv¨at l¨api" in text  # as in files of old TeX
    assert known.special["turned"][0][1] in text
    drawn = "".join(piece.text for piece in sheets[0].pieces)
    assert "Proﬁilin graﬁikka ja konﬂiktien" in drawn


# --- the score


@pytest.fixture
def known() -> Known:
    sentence = "Ohjausryhmä sai nähdä linja-auton, jossa perhetyö oli aloitettu."
    found = Known(
        body=["Otsikko", sentence],
        boxes=["Laatikossa on seitsemän sanaa, jotka kuuluvat yhteen."],
        notes=[Note(1, "Alaviite kertoo lisää.")],
        running=[Running(1, "Pajupolku 4", False), Running(1, "4/157", True)],
        broken=[
            Broken(Kind.KEEP, ("nähdä linja-auton,", "linja-auton, jossa")),
            Broken(Kind.JOIN, ("jossa perhetyö", "perhetyö oli aloitettu.")),
        ],
        across=[sentence],
        special={"spaced": [(1, "TULOKSET")]},
    )
    found.add_line(1, sentence, sentence)
    return found


def page(known: Known, **changes: str) -> Page:
    """What a perfect reader makes of it, but for changes of old to new."""
    note = known.notes[0].text
    body = "\n".join([*known.body, *known.boxes, "TULOKSET"])
    for old, new in changes.items():
        body = body.replace(old.replace("_", "-"), new)
    text = f"{body}\n{note}"
    return Page(1, text, notes=(Span(len(body) + 1, len(text)),))


def test_a_perfect_reading_is_all_right(known: Known) -> None:
    assert wrong(figures(known, [page(known)])) == set()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("linja_auton", "linjaauton", {
            "hyphens_keep", "sentences_x", "sentences_across_notes", "body_lines_kept",
        }),
        ("linja_auton", "linja- auton", {"hyphens_keep"}),
        ("perhetyö", "perhe-työ", {
            "hyphens_join", "sentences_x", "sentences_across_notes", "body_lines_kept",
        }),
        ("Otsikko", "Pajupolku 4 Otsikko", {"running_lines_removed"}),
        ("Otsikko", "Otsikko 4/157", {"page_numbers_removed"}),
        ("Laatikossa", "", {"sentences_x"}),
        ("TULOKSET", "T U L O K S E T", {"spaced"}),
        ("TULOKSET", "TULOKSET TULOKSET", {"spaced"}),
        ("perhetyö", "perhetyö Alaviite kertoo lisää.", {
            "footnotes_apart", "sentences_x", "sentences_across_notes", "body_lines_kept",
        }),
    ],
)  # fmt: skip
def test_each_fault_is_counted_where_it_belongs(
    known: Known, old: str, new: str, expected: set[str]
) -> None:
    assert wrong(figures(known, [page(known, **{old: new})])) == expected


def test_notes_that_are_not_marked_are_not_apart(known: Known) -> None:
    found = figures(known, [Page(1, page(known).text)])
    assert wrong(found) == {"footnotes_apart"}
    assert found["footnotes_apart"].wrong == (known.notes[0].text,)


def test_a_page_that_was_not_read_is_all_wrong(known: Known) -> None:
    assert "spaced" in wrong(figures(known, [Page(2, page(known).text)]))
    assert "sentences_x" in wrong(figures(known, []))


def test_nothing_read_is_nothing_right(known: Known) -> None:
    found = figures(known, [Page(1, "")])
    free = {"running_lines_removed", "page_numbers_removed", "order_x"}
    assert wrong(found) == found.keys() - free
    assert found.keys() >= free - {"order_x"}


def test_where_lines_are_interleaved_hyphens_are_not_counted(known: Known) -> None:
    found = figures(known, [page(known)], "2_columns_interleaved")
    assert not any(figure.startswith(("hyphens", "body")) for figure in found)


def test_tallies_of_documents_add_up() -> None:
    one = {"hyphens_join": Tally(9, 10, ("a",)), "spaced": Tally(1, 1)}
    assert summed([one, {"hyphens_keep": Tally(1, 2, ("b",))}]) == {
        "hyphens": (10, 12, ("a", "b")),
        "hyphens_join": (9, 10, ("a",)),
        "hyphens_keep": (1, 2, ("b",)),
        "spaced": (1, 1, ()),
    }


# --- the command


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    only = [next(each for each in documents() if each.name == "sidebars")]
    monkeypatch.setattr(command, "documents", lambda: only)
    kept = tmp_path / "kept"
    assert command.main(["--json", "--keep", str(kept)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hankemuisti"].keys() - {"data"} == found["of"].keys()
    assert len(found["hankemuisti"]["data"]) == 64
    assert {path.name for path in kept.iterdir()} == {"sidebars.pdf", "sidebars.txt"}
    assert command.main(["--wrong"]) == 0
    assert "sentences_sidebars" in capsys.readouterr().out
