"""How people are reached: fields for it are not kept as metadata. The text stays as it is."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"yhteyshenk|yhdyshenk|vastuuhenk|kontakt|contact|yhteystie|yhteydenot|lisätietoja ant"
    r"|\b(?:puh|tel|gsm|faksi?)\b|puhelin|telefon|telephone|phone|mobil|matkapuh"
    r"|sähköposti|s-posti|e-?mail|e-?post\b"
    r"|(?:projekti|hanke|ohjelma|hankkeen )(?:n |-)?(?:päällik|johtaja|koordinaattor|vetäjä"
    r"|vastaava|työntekijä)"
    r"|projekt(?:ledare|koordinator|chef)|project (?:manager|coordinator|leader)|kehittämispäällik",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+358[\s-]?(?:\(0\)\s?)?|0)(?:[45]\d|[1-9])(?:[\s-]?\d){5,8}(?!\w)"
)


def is_contact(label: str) -> bool:
    """Whether a field with this label holds a person to ask, an e-mail address or a number."""
    return _LABEL.search(label) is not None


def without_contacts(value: str) -> str:
    """`value` without e-mail addresses and telephone numbers."""
    return _PHONE.sub(" ", _EMAIL.sub(" ", value))
