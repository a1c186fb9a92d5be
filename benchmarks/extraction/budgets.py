"""Budgets as reports print them, made up from a seed: the rows of cells, and how they are set."""

from __future__ import annotations

import random
from typing import NamedTuple

KINDS = ("ruled", "rules between rows", "no rules", "zebra")
"""What is drawn around the cells."""

_SHORT = (
    """
Palkat|Palkkiot|Henkilösivukulut|Matkakulut|Vuokrat|Ostopalvelut|Koulutus|Tulkkaus|Tiedotus|Arviointi
Hankinnat|Kokoukset|Materiaalit|Ohjaus ja seuranta|Muut kulut|Toimitilat|Painatus|Laitteet
Perhetyö|Neuvola|Varhaiskasvatus|Kouluterveys|Nuorisotyö|Vertaisryhmät|Omarahoitus|Valtionavustus
Kuntien rahoitus|Yksityinen rahoitus|Etelä-Savo|Kainuu|Satakunta|Kymenlaakso|Keski-Pohjanmaa
""".strip()
    .replace("\n", "|")
    .split("|")
)
_LONG = """
Projektihenkilöstön palkat ja palkkiot sivukuluineen
Asiantuntijapalvelujen ostot kunnilta ja järjestöiltä
Työntekijöiden koulutus sekä menetelmäohjaajien matkat
Perhekeskuksen kohtaamispaikan vuokra ja siivous
Arvioinnin ja seurannan tilaaminen ulkopuoliselta tekijältä
Lasten ja nuorten vertaisryhmien ohjaajien palkkiot
Tiedotus, painatus ja verkkosivujen ylläpito hankkeen aikana
Kuntayhtymän osuus yhteisistä hallinnon kustannuksista
""".strip().splitlines()
_SECTIONS = ("Menot", "Tulot", "Henkilöstö", "Muu toiminta")
_HEADS = """
Budjetti|Toteuma|Ero|Talousarvio|Muutos|Arvio|Yhteensä|Osuus|Käytetty|Jäljellä
""".strip().split("|")
_LONG_HEADS = """
Hyväksytty talousarvio|Toteutuneet kustannukset|Erotus budjettiin|Haettu avustus|Myönnetty rahoitus
""".strip().split("|")
_EMPTY = ("–", "-", "")


class Budget(NamedTuple):
    """A table: `rows` of cells, the first the header, and how it looks."""

    rows: list[list[str]]
    kind: str
    size: float
    padding: float
    valign: str
    label_width: float
    bold: bool


def budget(chance: random.Random, kind: str) -> Budget:
    """The next table of this kind: one column of labels, two to six of numbers."""
    columns = chance.randint(2, 6)
    size = chance.choice((8, 9, 10, 11)) if columns < 5 else chance.choice((7, 7.5))
    wraps = chance.random() < 0.5
    formats = [_format(chance) for _ in range(columns)]
    labels = chance.sample(_SHORT, chance.randint(3, 9))
    if wraps:
        labels += chance.sample(_LONG, chance.randint(1, 3))
        chance.shuffle(labels)
    rows = [_header(chance, columns)]
    for label in labels:
        rows.append([label, *(_number(chance, each) for each in formats)])
    if chance.random() < 0.3:
        at = chance.randint(1, len(rows) - 2)
        rows.insert(at, [chance.choice(_SECTIONS), *[""] * columns])
    if chance.random() < 0.6:
        rows.append(["Yhteensä", *(_number(chance, each, full=True) for each in formats)])
    return Budget(
        rows,
        kind,
        size,
        padding=chance.choice((1.5, 3, 5)),
        valign=chance.choice(("TOP", "MIDDLE", "BOTTOM")),
        label_width=chance.choice((110, 130)) if columns > 4 else chance.choice((120, 150, 180)),
        bold=chance.random() < 0.6,
    )


def _header(chance: random.Random, columns: int) -> list[str]:
    first = chance.choice(("", "Menolaji", "Kustannuslaji", "Kululaji, euroa"))
    year = chance.randint(2008, 2020)
    way = chance.randrange(4)
    if way == 0:
        return [first, *(str(year + step) for step in range(columns))]
    if way == 1:
        return [first, *(f"{chance.choice(_HEADS)} {year + step}" for step in range(columns))]
    if way == 2 and columns <= 4:
        return [first, *chance.sample(_LONG_HEADS, columns)]
    return [first, *chance.sample(_HEADS, columns)]


def _format(chance: random.Random) -> str:
    return chance.choice(("euro", "euro", "euro", "cent", "percent", "sign", "small"))


def _number(chance: random.Random, kind: str, *, full: bool = False) -> str:
    if not full and chance.random() < 0.08:
        return chance.choice(_EMPTY)
    amount = round(10 ** chance.uniform(1, 6.3))
    if kind == "percent":
        return f"{chance.randint(0, 100)},{chance.randint(0, 9)} %"
    if kind == "small":
        return str(chance.randint(1, 40))
    shown = f"{amount:,}".replace(",", " ")
    if kind == "cent":
        return f"{shown},{chance.randint(0, 99):02}"
    if kind == "sign":
        return f"{shown} €" if amount % 2 else f"-{shown} €"
    return shown
