"""Finnish to set: the samples' own paragraphs, and sentences full of the writer's own hyphens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from examples.building.markup import MARK, read

SOURCES = Path(__file__).resolve().parents[3] / "examples" / "source"
_LONGEST_PARAGRAPH = 900

# Nominatives that Finnish writes with a hyphen: a name, an acronym or a number stands in them, or
# two equal vowels meet.
_THINGS = """
linja-auto maa-ala perhe-elämä vapaa-aika osa-aikatyö hoito-ohje tuki-ilta ala-aste hanke-esite
keskustelu-uutinen arvo-osuus palaute-erittely vertaistuki-ilta aamu-uutinen ryhmä-ääni
LAPE-muutosohjelma Kaste-ohjelma EU-rahoitus ESR-hanke SWOT-analyysi THL-raportti YAMK-opinnäytetyö
Excel-taulukko Innokylä-alusta A-klinikka B-lausunto PDF-tiedosto WWW-sivusto ADHD-valmennus
Mielenterveystalo-palvelu Ohjaamo-toiminta Pesäpuu-menetelmä Toimiva-malli sote-uudistus
maakunta-arkisto VIP-verkosto SOTE-kuntayhtymä Neuvokas-kortti Voimaperheet-menetelmä
2010-luku 5-luokkalainen 10-vuotisjuhla 24-tuntinen 1990-lukulainen
""".split()
PLACES = """
Etelä-Savossa Pohjois-Karjalassa Varsinais-Suomessa Keski-Pohjanmaalla Itä-Lapissa Ylä-Savossa
Kanta-Hämeessä Päijät-Hämeessä Etelä-Pohjanmaalla Länsi-Uudellamaalla Pohjois-Pohjanmaalla
Etelä-Karjalassa Keski-Suomessa Itä-Uudellamaalla Ala-Tornionlaaksossa Koillis-Lapissa
""".split()
# What is left out before the conjunction is said after it.
_PAIRS = [
    line.strip()
    for line in """
    sosiaali- ja terveyspalvelut
    lapsi- ja perhepalvelut
    neuvola- ja perhetyö
    Länsi- ja Keski-Uusimaa
    Etelä- ja Pohjois-Savo
    aamu- ja iltapäivätoiminta
    päihde- ja mielenterveystyö
    koti- ja laitoshoito
    kunta- tai maakuntataso
    nuoriso- sekä liikuntatoimi
    oppilas- ja opiskelijahuolto
    kulttuuri- ja vapaa-aikapalvelut
    kehittämis- ja koulutussuunnitelma
    varhaiskasvatus- sekä opetustoimi
    vanhempien- ja lastenryhmä
    arviointi- ja seurantaraportti
    yksilö- tai ryhmäohjaus
    esi- ja alkuopetus
    tutkimus- ja kehittämistoiminta
    äitiys- ja lastenneuvola
    """.strip().splitlines()
]
_TEMPLATES = [
    line.strip()
    for line in """
    Ohjausryhmän kokouksessa esillä olivat {thing}, {other} ja {pair}.
    {place} kokeiltiin ensimmäisenä keväänä toimintamallia, jonka osia ovat {pair} ja {thing}.
    Työntekijöiden mielestä {thing} kuului niihin asioihin, joista oli sovittava heti alussa.
    Kyselyyn vastanneista moni arvioi, että {pair} toimii paremmin kuin {thing}.
    Suunnitelman mukaan {place} vastuun kantaa {pair}, ja tukena on {thing}.
    Vaikka {thing} oli monelle uusi, {pair} löysi sille nopeasti paikan arjessa.
    Loppuarvioinnissa todettiin, että {pair} hyötyi eniten silloin, kun {thing} oli jo tuttu.
    Vanhemmat toivoivat, että {thing} ja {other} esiteltäisiin samassa illassa.
    {place} järjestettiin työpaja, jonka aiheina olivat {pair} sekä {thing}.
    Kustannuksista suurimman osan muodosti {pair}, pienimmän taas {thing}.
    Jatkossa {thing} liitetään siihen kokonaisuuteen, jota johtaa {pair} {place}.
    Koulutuspäivien palautteessa {pair} sai kiitosta, kun taas {thing} jakoi mielipiteitä.
    Kehittäjäryhmä kirjasi muistiin, miten {thing} ja {other} vaikuttavat toisiinsa {place}.
    Seurantajakson aikana {pair} tavoitti kaksi perhettä kolmesta, vaikka {thing} oli vieras.
    Raportin liitteissä kuvataan {thing}, {other} ja se, mitä {pair} niistä päätti.
    """.strip().splitlines()
]


def paragraphs(chance: random.Random) -> Iterator[str]:
    """The running text of the Finnish samples, a paragraph at a time, each once, in any order."""
    found = []
    for path in sorted(SOURCES.glob("*.txt")):
        document = read(path)
        if document.get("lang") == "fi":
            found += [block.text for block in document.blocks if block.kind == "p"]
    usable = sorted({text for text in map(_plain, found) if 120 < len(text) < _LONGEST_PARAGRAPH})
    chance.shuffle(usable)
    yield from usable


def hyphenated(chance: random.Random) -> str:
    """A paragraph of three to five sentences full of hyphens that the writer has written."""
    return " ".join(hyphenated_sentence(chance) for _ in range(chance.randint(3, 5)))


def hyphenated_sentence(chance: random.Random) -> str:
    """One such sentence."""
    thing, other = chance.sample(_THINGS, 2)
    place, pair = chance.choice(PLACES), chance.choice(_PAIRS)
    sentence = chance.choice(_TEMPLATES).format(thing=thing, other=other, place=place, pair=pair)
    return sentence[0].upper() + sentence[1:]


def _plain(text: str) -> str:
    """Without marks of notes; without what the standard fonts of PDF do not have: nothing."""
    text = MARK.sub("", text)
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    return text
