"""The endings that acronyms take after a colon, after an apostrophe or directly.

Finnish inflects an acronym by how it is read aloud: ``STM:n``, ``EU:hun``, ``YK:ssa``,
``LAPEa``. The list is the paradigm of the singular and the plural, an optional possessive
suffix and an optional clitic; ``s`` is the Swedish genitive (``EU:s``).
"""

from __future__ import annotations

import re

_CASES = (
    "n|a|ä|ta|tä|tta|ttä|na|nä|ksi|s"
    "|i?(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle)"
    "|h?[aeiouyäö]n|[aeiouyäö]{2}n|seen|aa|ää|oa|ua|iä|ia"
    "|t|ien|i?den|i?tten|e?ja|e?jä|e?ihin|iksi|ina|inä"
)
_POSSESSIVE = "mme|nne|nsa|nsä|ni|si"
_CLITIC = "kin|kaan|kään|ko|kö|han|hän|pa|pä"

ENDING = rf"(?:(?:{_CASES})(?:{_POSSESSIVE})?(?:{_CLITIC})?|{_CLITIC})"
"""A regular expression without anchors or groups that capture."""

_MARKED = re.compile(rf"(.+)[:'](?:{ENDING})", re.DOTALL)
_DIRECT = re.compile(rf"([A-ZÅÄÖ][A-ZÅÄÖ\d]++(?:-[A-ZÅÄÖ\d]++)*+)(?:{ENDING})?")


def marked(form: str) -> str:
    """What stands before the colon or apostrophe of an inflected `form`, else an empty text."""
    match = _MARKED.fullmatch(form)
    return match.group(1) if match else ""


def acronym(form: str) -> str:
    """The acronym in capitals that `form` is or directly inflects (``LAPEn``), else empty."""
    match = _DIRECT.fullmatch(form)
    return match.group(1) if match else ""
