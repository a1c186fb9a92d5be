from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page, Span
from corpus.pages import PageTokens, StoredPage, Tokens
from corpus.store import Store
from index.expansion import plain
from index.meaning import Meaning, Wanted
from index.occurrences import Seeker
from index.passages import Passages, find
from index.query import parse
from index.query_analyzer import QueryAnalyzer
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add


@pytest.fixture
def ask(store: Store, analyzer: Analyzer, query_analyzer: QueryAnalyzer, add: Add) -> object:
    def asked(query: str, *pages: str) -> Passages:
        document_id = add(*pages)
        asked = parse(query, analyzer.tokenize)
        meaning = Meaning(asked, plain(asked), query_analyzer)
        seeker = Seeker(meaning.wanted(store.lexicon))
        read = partial(store.pages.some, document_id)
        return find(store.pages.tokens(document_id), read, seeker, 5, 3)

    return asked


def marked(passages: Passages) -> list[list[str]]:
    return [
        [snippet.text[start:end] for start, end in snippet.highlights]
        for snippet in passages.snippets
    ]


class TestFind:
    @pytest.fixture(autouse=True)
    def _ask(self, ask: object) -> None:
        self.ask = ask

    def found(self, query: str, *pages: str) -> Passages:
        return self.ask(query, *pages)  # type: ignore[operator, no-any-return]

    def test_an_inflected_word_is_marked_where_it_stands(self) -> None:
        passages = self.found("perhekeskus", "Kunnassa avattiin kaksi perhekeskusta keväällä.")
        assert passages.pages == (1,)
        assert marked(passages) == [["perhekeskusta"]]

    def test_the_page_with_more_of_the_words_comes_first(self) -> None:
        passages = self.found(
            "neuvola koulu",
            "Neuvola neuvoo. Neuvolassa käydään. Neuvolat tunnetaan.",
            "Neuvolan ja koulun yhteistyö tiivistyi.",
        )
        assert passages.pages == (2, 1)
        assert set(marked(passages)[0]) == {"Neuvolan", "koulun"}

    def test_a_phrase_marks_its_words_only_where_they_stand_together(self) -> None:
        text = "Palvelut muuttuivat. Lapsiperheille palveluja tarjotaan, ja palvelut paranevat."
        assert marked(self.found('"lapsiperheiden palvelut"', text)) == [
            ["Lapsiperheille", "palveluja"]
        ]

    def test_a_phrase_with_slop_reaches_over_a_word(self) -> None:
        text = "kunnassa on lapsiperheille suunnattuja palveluja."
        assert marked(self.found('"lapsiperheiden palvelut"', f"Tässä {text}")) == [[]]
        assert marked(self.found('"lapsiperheiden palvelut"~1', f"Toisessa {text}")) == [
            ["lapsiperheille", "palveluja"]
        ]

    def test_a_phrase_marks_the_compound_that_holds_it(self) -> None:
        text = "Kunta keskitti lapsiperhepalvelunsa. Lapsiperheille ei palveluja luvattu."
        assert marked(self.found('"lapsiperheiden palvelut"', text)) == [["lapsiperhepalvelunsa"]]

    def test_near_marks_both_sides_in_either_order(self) -> None:
        text = "Tukea saa koulussa. " + "Väliin tulee aivan muuta asiaa paljon. " * 12 + "Koulu."
        assert marked(self.found("koulu NEAR/1 tuki", text)) == [["Tukea", "koulussa"]]

    def test_any_of_a_choice_is_marked_and_every_word_with_a_beginning(self) -> None:
        text = "Isät ja äidit kävivät isyyskurssin."
        assert marked(self.found("äiti OR isä", text)) == [["Isät", "äidit"]]
        assert marked(self.found("isy*", text + " ")) == [["isyyskurssin"]]

    def test_a_part_of_a_compound_is_marked_alone(self) -> None:
        passages = self.found("palvelu", "Uudistus koskee lapsiperhepalveluita laajasti.")
        assert marked(passages) == [["palveluita"]]

    def test_an_elided_word_is_found_at_its_prefix(self) -> None:
        passages = self.found("perhepalvelut lapsipalvelut", "Uudet lapsi- ja perhepalvelut.")
        assert marked(passages) == [["lapsi", "perhepalvelut"]]
        passages = self.found('"lapsipalvelut ja perhepalvelut"', "Lapsi- ja perhepalvelut taas.")
        assert marked(passages) == [["Lapsi", "ja", "perhepalvelut"]]

    def test_a_word_met_twice_is_marked_once(self) -> None:
        passages = self.found("perhekeskus keskus", "Tässä perhekeskustoiminta alkaa.")
        assert marked(passages) == [["perhekeskus"]]

    def test_a_broken_word_is_marked_whole(self) -> None:
        passages = self.found("sairaanhoitopiiri", "Mukana olivat Sa iraanho itop iirit.")
        assert marked(passages) == [["Sa iraanho itop iirit"]]

    def test_a_phrase_over_a_page_end_is_cut_there(self) -> None:
        passages = self.found('"avoin päiväkoti"', "Kylässä toimii avoin", "päiväkoti.")
        assert passages.pages == (1,)
        assert marked(passages) == [["avoin"]]

    def test_without_the_words_the_beginning_is_shown(self) -> None:
        passages = self.found("-koulu", "Neuvola neuvoo.", "Toinen sivu.")
        assert passages.pages == ()
        assert passages.snippets[0].text == "Neuvola neuvoo."

    def test_a_snippet_is_one_short_line_that_begins_with_its_sentence(self) -> None:
        filler = "Tässä kerrotaan aivan muusta asiasta. " * 20
        text = f"{filler}\nOsallisuus vahvistui\nkaikissa kunnissa. {filler}"
        snippet = self.found("osallisuus", text).snippets[0]
        assert snippet.text.startswith("… Osallisuus vahvistui kaikissa")
        assert snippet.text.endswith(" …")
        assert "\n" not in snippet.text
        assert len(snippet.text) < 300

    def test_controls_and_tabs_are_blanks(self) -> None:
        text = "Kunta\tneuvola\x07\u202e auki\x9b2J nyt"
        assert self.found("neuvola", text).snippets[0].text == "Kunta neuvola   auki 2J nyt"

    def test_boilerplate_is_shown_last(self) -> None:
        filler = "Kunta teki päätöksen, ja asia eteni hitaasti. " * 4
        contents = "Sisällys\n" + "\n".join(f"{n} Neuvolan koulu {'.' * 30} {n}" for n in range(9))
        cover = "Neuvola, neuvola ja koulu\nOulu 2011"
        passages = self.found("neuvola koulu", cover, contents, filler + " Neuvola.", filler)
        assert passages.pages[0] == 3
        assert set(passages.pages) == {1, 2, 3}
        assert [snippet.page for snippet in passages.snippets][:1] == [3]

    def test_a_page_on_which_a_line_is_boilerplate_is_shown_by_the_others(self) -> None:
        filler = "Kunta teki päätöksen, ja asia eteni hitaasti. " * 9
        page = f"Neuvola, p. 040 123 4567, neuvola@esimerkki.fi\n{filler}\nKylän neuvola avattiin."
        assert self.found("neuvola", page).snippets[0].text.endswith("Kylän neuvola avattiin.")

    def test_more_pages_are_read_when_the_first_are_about_nothing(self) -> None:
        contents = "\n".join(f"{n} Neuvola {'.' * 30} {n}" for n in range(9))
        content = "Kylän neuvola avattiin keväällä, ja kaikki tulivat."
        passages = self.found("neuvola", *[f"{contents}\nosa {n}" for n in range(12)], content)
        assert passages.pages[0] == 13

    def test_of_two_pages_with_the_words_the_one_that_has_them_together_comes_first(self) -> None:
        far = (
            "Neuvola avattiin. "
            + "Kunta teki päätöksen, ja asia eteni. " * 12
            + "Koulu suljettiin."
        )
        near = "Kunta teki päätöksen. Neuvola ja koulu aloittivat yhdessä."
        assert self.found("neuvola koulu", far, near).pages == (2, 1)

    def test_without_the_words_a_cover_is_not_shown(self) -> None:
        passages = self.found("-koulu", "Raportti\nOulu 2011", "Neuvola neuvoo kaikkia.", "Muuta.")
        assert passages.snippets[0].text == "Neuvola neuvoo kaikkia."


def test_a_garbled_page_comes_last() -> None:
    pages = [StoredPage(Page(n, "neuvola auki"), Tokens([1], [0])) for n in (1, 2)]
    listed = [PageTokens(n, quality, Tokens([1], [0])) for n, quality in ((1, 0.2), (2, 1.0))]
    seeker = Seeker([Wanted(({1: (Span(0, 7),)},))])
    found = find(listed, lambda numbers: [pages[n - 1] for n in numbers], seeker, 5, 3)
    assert found.pages == (2, 1)
    assert [snippet.page for snippet in found.snippets] == [2, 1]
    assert find(listed, lambda _: [], seeker, 0, 0) == Passages((), (), {})


@given(
    st.lists(st.text(alphabet="ab \n.ä", max_size=600), min_size=1, max_size=4),
    st.lists(st.sampled_from(["a", "b", "ä", "ab"]), min_size=1, max_size=3),
)
def test_highlights_always_mark_the_words_themselves(
    texts: list[str], words: Sequence[str]
) -> None:
    forms = {"a": 1, "b": 2, "ä": 3, "ab": 4}
    pages = []
    for number, text in enumerate(texts, 1):
        found, at = [], 0
        for piece in text.replace("\n", " ").replace(".", " ").split(" "):
            if piece in forms:
                found.append((forms[piece], at))
            at += len(piece) + 1
        tokens = Tokens([f for f, _ in found], [s for _, s in found])
        pages.append(StoredPage(Page(number, text, label=f"A-{number}"), tokens))
    wanted = [Wanted(({forms[word]: (Span(0, len(word)),)},)) for word in words]
    listed = [PageTokens(p.page.number, 1.0, p.tokens) for p in pages if p.tokens]

    def read(numbers: Sequence[int]) -> list[StoredPage]:
        return [pages[number - 1] for number in numbers]

    passages = find(listed, read, Seeker(wanted), 5, 3)
    assert passages.labels == {number: f"A-{number}" for number in passages.pages}
    for snippet in passages.snippets:
        for start, end in snippet.highlights:
            assert snippet.text[start:end] in words
        assert snippet.label == f"A-{snippet.page}"
    assert len(passages.pages) == len(set(passages.pages))
