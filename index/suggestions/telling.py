"""Words that tell what a text is about, and those that do not: of the grammar, months, numbers."""

from __future__ import annotations

from pipeline.finnish.functionwords import FUNCTION_WORDS
from pipeline.language import ENGLISH, SWEDISH

# Base forms, as lemmas are: pronouns, conjunctions, adverbs, numerals and verbs that go with
# anything. Own compilation; the adverbs grown out of inflected words are FUNCTION_WORDS.
FINNISH = frozenset(
    """
    aika aina aivan alla antaa asti edes ei eli ellei eniten ennen enää eri erityisesti esim
    että haluta he hyvin hyvä hän ihan iso itse ja jo joka jokainen jokin jolloin jonka jos
    joskus jossa jota jotka jotta joukko juuri jälkeen kahdeksan kaikki kaksi kanssa kautta
    kerta keskeinen ketkä kohta koko kolme koska koskea kuin kuitenkin kuka kukaan kukin
    kuluessa kun kuten kuusi kyllä kymmenen käyttää käydä lisä lisäksi lisätä lähes me melko
    mikä mikään millainen miten missä moni monta mukaan muu muun muutama muutta mutta myös
    myöhemmin myötä ne neljä niin noin nuo nykyinen nyt nämä oikein olla olo oma ottaa paljon
    pari parempi pieni pitää pois puoli pyrkiä päästä saada saakka sama samoin se sekä sellainen
    sen seuraava seitsemän sillä siis siitä silloin sinä sitten suuri tai tapa tapahtua taas
    tehdä tietty toimia toinen toisin toki tulla tuo tuoda tällainen tämä tässä tänä ulos uusi
    usea useampi vaan vai vaikka vain vasta viisi viime vielä voida vuoksi vuosi vähän vähintään
    välillä välinen yhdeksän yhdessä yhteensä yksi yli yleensä ympäri
    """.split()
)
MONTHS = frozenset(
    """
    tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu
    marraskuu joulukuu januari februari mars april maj juni juli augusti september oktober
    november december january february march may june july august october kuukausi päivä viikko
    """.split()
)
# Besides the fifty words of each language that tell it from others.
OTHERS = frozenset(
    "vara ha kunna skola göra bli ta ge finna annan många andra ny stor år samt även genom inom "
    "vid be have do can not make use such also year new many other well one two".split()
)

SHORTEST = 3
"""Letters: shorter ones are marks, initials and ends of words."""

_NOT = FINNISH | FUNCTION_WORDS | MONTHS | OTHERS | SWEDISH | ENGLISH


def tells(word: str) -> bool:
    """Whether a lemma may tell what a text is about."""
    return len(word) >= SHORTEST and word not in _NOT and not any(map(str.isdigit, word))
