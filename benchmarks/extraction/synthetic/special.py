"""Pages with what is odd in real files: letters set apart, drawn twice, turned, put together."""

from __future__ import annotations

import random

from benchmarks.extraction.synthetic.prose import PLACES, paragraphs
from benchmarks.extraction.synthetic.setter import MARGIN, Layout, Setter
from benchmarks.extraction.synthetic.sheet import A4, ACCENT, Piece, Sheet
from benchmarks.extraction.synthetic.truth import Known

_SPACED = (
    """
TULOKSET JA VAIKUTUKSET|Johdanto|ARVIOINTI|Hankkeen tavoitteet|YHTEISTYÖVERKOSTO|Loppusanat
LÄNSI-SUOMEN KUNNAT|Perheiden kokemuksia|TALOUS|Kehittämisen kaari|LASTEN ÄÄNI KUULUVIIN
Juurtuminen ja jatko|OHJAUSRYHMÄ|Henkilöstön osaaminen
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_SPACINGS = (5.0, 3.0, 0.0, 7.0)
_BOLD = (
    """
Vertaisryhmien toiminta|Avoin varhaiskasvatus|Neuvolan uusi rooli|Koulukuraattorin työ
Perheohjaajan vastaanotto|Iltapäivän kerhot|Varhainen tuki kotona|Kokemusasiantuntijat mukaan
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_TURNED = (
    """
Kunnat ja kuntayhtymät|Osallistujia keskimäärin|Toteutuneet kokoontumiset|Kustannukset euroina
Vastaajien määrä kunnittain|Käyntien lukumäärä viikossa|Ryhmän ohjaajat|Tavoitteen toteutuminen
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_LIGATURES = {"fi": "ﬁ", "fl": "ﬂ"}
_LIGATED = """
Profiilin grafiikka ja konfliktien filosofia olivat koulutuksen parasta antia.
Sertifioitu ohjaaja sai fiksun palautteen, ja refleksio jatkui firmassa.
Fysioterapeutin profilointi ja flunssakauden infektiot kirjattiin erikseen.
Filmi kuvattiin kafeteriassa, jonka fiilis oli hyvä ja firman logo uusi.
Identifiointi, modifiointi ja konfliktitilanteet käytiin läpi finaalissa.
""".strip().splitlines()
_ACCENTED = """
Käyttäjät kävivät läpi hyödyt ja päättivät ryhtyä työhön yhdessä.
Näyttö löytyi, kun tekijät kysyivät perheiltä päivän kulusta.
Äidit ja isät täyttivät kyselyn, jota täydennettiin keväällä.
Työntekijät pitivät tärkeänä, että käynnit järjestetään lähellä.
Väestö väheni, mutta päiväkodin äänet eivät hävinneet kylältä.
""".strip().splitlines()
_BASES = {"ä": "a", "ö": "o", "Ä": "A", "Ö": "O"}
_STROKES = ((0.0, 0.0), (0.25, 0.0), (0.25, 0.2))


def special(chance: random.Random) -> tuple[Known, list[Sheet]]:
    """A document with a few odd things on each page, amidst ordinary text."""
    setter = Setter(Layout(size=10.5))
    stock = paragraphs(chance)
    rounds = max(map(len, (_SPACED, _BOLD, _TURNED)))
    for number in range(rounds):
        setter.chapter(PLACES[number])
        for _ in range(2):
            setter.text(next(stock))
        y = MARGIN + 220
        _odd(setter, number, y)
    return setter.known, setter.close()


def _odd(setter: Setter, number: int, top: float) -> None:
    """The odd things of one page, from `top` down."""
    pieces, page = setter.pieces, setter.page

    def note(kind: str, text: str) -> None:
        setter.known.special.setdefault(kind, []).append((page, text))
        setter.known.flow.append(text)

    if number < len(_SPACED):
        pieces += _spaced(_SPACED[number], top, _SPACINGS[number % len(_SPACINGS)])
        note("spaced", _SPACED[number])
    if number < len(_BOLD):
        for right, up in _STROKES[: 2 + number % 2]:
            pieces.append(Piece(MARGIN + right, top - 40 + up, _BOLD[number], "Helvetica", 13))
        note("bold", _BOLD[number])
    if number < len(_TURNED):
        pieces.append(Piece(A4[0] - 30, top, _TURNED[number], "Helvetica", 9, angle=90))
        note("turned", _TURNED[number])
    if number < len(_LIGATED):
        shown = _LIGATED[number]
        for plain, ligature in _LIGATURES.items():
            shown = shown.replace(plain, ligature)
        pieces.append(Piece(MARGIN, top - 80, shown, "Vera", 9.5))
        note("ligatures", _LIGATED[number])
    if number < len(_ACCENTED):
        shown = _ACCENTED[number]
        for letter, base in _BASES.items():
            shown = shown.replace(letter, f"{ACCENT}{base}")
        pieces.append(Piece(MARGIN, top - 120, shown, "Times-Roman", 10.5, accented=True))
        note("accents", _ACCENTED[number])


def _spaced(text: str, y: float, spacing: float) -> list[Piece]:
    """Letters set apart by `spacing` points, or by written spaces when that is 0."""
    if not spacing:
        text = "   ".join(" ".join(word) for word in text.split(" "))
        return [Piece(MARGIN, y, text, "Helvetica-Bold", 13)]
    return [Piece(MARGIN, y, text, "Helvetica-Bold", 13, spacing=spacing)]
