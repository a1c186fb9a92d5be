"""What the features of a reading cost (rule 4): tables, read by `readings`."""

from __future__ import annotations

from types import MappingProxyType

# Costs of features, lower is likelier. Fitted to lemma counts of UD_Finnish-TDT (CC BY-SA 4.0);
# "laatusana" and "no plain case" on the development parts of TDT, OOD and FTB, each checked on
# a treebank it was not chosen on; "inen" likewise (*maista* is of *maa*, hardly of *mainen*);
# "unused" by hand. "partitive.plural" was -3: at -2 the figures are the same, and *toimia* is
# still the verb too.
# A feature that is not here costs nothing.
COSTS = MappingProxyType(
    {
        "unused": 20,
        "minen": -6,
        "MA-infinitive": -5,
        "asemosana": -5,
        "paikannimi:capital": -5,
        "seikkasana": -5,
        "sti": -5,
        "sidesana": -4,
        "nimisana_laatusana": -3,
        "partitive.plural": -2,
        "suhdesana": -3,
        "laatusana": -2,
        "conditional": -2,
        "nimi:capital": -2,
        "participle verb:u": -2,
        "same as verb": -1,
        "imperative": -1,
        "lukusana": -1,
        "nimisana": -1,
        "no plain case": -1,
        "past": -1,
        "comparative": 1,
        "etunimi:capital": 1,
        "huudahdussana": 1,
        "inen": 1,
        "minen verb": 1,
        "participle verb:a": 1,
        "sukunimi:capital": 1,
        "superlative": 1,
        "E-infinitive": 2,
        "clitic": 2,
        "participle:v": 2,
        "potential": 2,
        "participle verb:m": 2,
        "essive": 3,
        "instructive": 3,
        "instructive.plural": 3,
        "nominative.plural": 3,
        "paikannimi:small": 3,
        "participle:a": 3,
        "participle:u": 3,
        "person 2": 3,
        "possessive 3": 3,
        "sukunimi:small": 3,
        "translative": 3,
        "etunimi:small": 4,
        "participle:t": 4,
        "sti adjective": 4,
        "abessive": 5,
        "possessive 1 or 2": 5,
        "participle:m": 7,
    }
)
PART_COST = 6
"""Of each compound boundary, up to `MOST_PARTS`: fewer parts win."""
MOST_PARTS = 3

# What the tags of FSTOUTPUT are called here; the others say nothing about likelihood.
TAG_FEATURES = MappingProxyType(
    {
        "Tk": "imperative",
        "Tm": "potential",
        "Tn2": "E-infinitive",
        "Tn3": "MA-infinitive",
        "Te": "conditional",
        "P2": "person 2",
        "Ai": "past",
        "Sab": "abessive",
        "Ses": "essive",
        "Str": "translative",
        "Cc": "comparative",
        "Cs": "superlative",
        "O3": "possessive 3",
        "O1y": "possessive 1 or 2",
        "O2y": "possessive 1 or 2",
        "O1m": "possessive 1 or 2",
        "O2m": "possessive 1 or 2",
        "Fkin": "clitic",
        "Fkaan": "clitic",
    }
)
CASES = MappingProxyType(
    {"Sn": "nominative", "Sg": "genitive", "Sp": "partitive", "Sin": "instructive"}
)
