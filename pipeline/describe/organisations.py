"""Organisations by any of their names, in the form by which they are grouped."""

from __future__ import annotations

import re
import tomllib
import types
from collections.abc import Mapping
from functools import lru_cache

from pipeline.describe.vocabulary import FOLDER, vocabulary

LONGEST = 110
"""Characters of a name."""

# The last word says that a name is an organisation's, and how to bring it to its base form.
_HEADS = (
    r"[\w-]*(?:kuntayhtymä|kaupunki|sairaanhoitopiiri|terveyspiiri|osaamiskeskus|liitto|ministeriö"
    r"|virasto|laitos|hyvinvointialue|korkeakoulu|yliopisto|yhdistys|säätiö|seurakunta|yhtymä|opisto"
    r"|sosiaalikeskus|tutkimuskeskus|koulutuskeskus|palvelukeskus|kehittämiskeskus"
    r"|kommun|ministeriet|institutet|förbund|förbundet|välfärdsområde|högskola|universitet)"
    r"|kunta|stad|landskapsregering|ministry|university|institute|council"
)
_HEAD = re.compile(_HEADS, re.IGNORECASE)
_LEGAL = re.compile(
    r"(?:\b(?:ry|rf|r\.y\.|r\.f\.|oy|ab|oyj|ky|kuntayhtymä ky)\.?)\Z", re.IGNORECASE
)
_GENITIVES = (
    ("ksen", "s"),
    ("liiton", "liitto"),
    ("kaupungin", "kaupunki"),
    ("kunnan", "kunta"),
    ("alueen", "alue"),
    ("n", ""),
)
_ASIDE = re.compile(r" ?\([^()]*\) ?")
_AROUND = "\"'”“’»«.,;:–— \u00a0"
_TOWN = re.compile(r"(.+?) (?:kaupunki|kunta|stad|kommun)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def organisation_of(name: str) -> str:
    """The organisation meant by `name`, in the nominative or the genitive; "" when it is none.

    A municipality is called by its own name alone; what is not known must have a word in it that
    organisations are called by, so that a person's name is none.
    """
    plain = _ASIDE.sub(" ", " ".join(name[: 2 * LONGEST].split())).strip(_AROUND)
    if not 1 < len(plain) <= LONGEST:
        return ""
    for form in _forms(plain):
        known = _known().get(form.casefold()) or vocabulary().municipalities.get(form)
        if known:
            return known
    for form in _forms(plain):
        town = _TOWN.fullmatch(form)
        if town is not None:
            return _municipality(town[1]) or form
        last = form.rsplit(" ", 1)[-1]
        if _HEAD.fullmatch(last) and form[0].isupper() and re.search(r"[ -]", form):
            return form
    return plain if _LEGAL.search(plain) and " " in plain and plain[0].isupper() else ""


def organisation_at(host: str) -> str:
    """The organisation whose own site has this host name, or ""; the table of hosts is short."""
    labels = host.lower().split(".")
    return next((_hosts().get(".".join(labels[n:]), "") for n in (-2, -3) if labels[n:]), "")


def _forms(plain: str) -> list[str]:
    """The name as it stands and without the ending of the genitive: "ministeriön", "STM:n"."""
    forms = [plain]
    if plain.endswith((":n", ":in", ":s")):
        return [plain.rpartition(":")[0], plain]
    for ending, base in _GENITIVES:
        if plain.endswith(ending):
            forms.append(plain.removesuffix(ending) + base)
            break
    if plain.endswith("s"):
        forms.append(plain[:-1])
    return forms


def _municipality(genitive: str) -> str:
    """The municipality with this genitive, where no other could have it: "Lahden" → "Lahti"."""
    names = vocabulary().municipalities
    if genitive in names:
        return names[genitive]
    bare = genitive[:-1]
    if bare in names:
        return names[bare]
    near = {
        finnish
        for name, finnish in names.items()
        if name[:3] == genitive[:3]
        and abs(len(name) - len(bare)) <= 1
        and genitive.startswith(name[: max(3, len(name) - 3)])
    }
    return near.pop() if len(near) == 1 else ""


@lru_cache(maxsize=1)
def _rows() -> tuple[Mapping[str, str], Mapping[str, str]]:
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    with (FOLDER / "organisations.toml").open("rb") as file:
        rows = tomllib.load(file)["organisation"]
    for row in rows:
        every = (row["fi"], row["sv"], row["en"], *row.get("aliases", ()))
        names.update((name.casefold(), row["fi"]) for name in every)
        hosts.update((host, row["fi"]) for host in row.get("hosts", ()))
    for county in vocabulary().counties:
        names.update((name.casefold(), county.fi) for name in (county.fi, county.sv))
    return types.MappingProxyType(names), types.MappingProxyType(hosts)


def _known() -> Mapping[str, str]:
    return _rows()[0]


def _hosts() -> Mapping[str, str]:
    return _rows()[1]
