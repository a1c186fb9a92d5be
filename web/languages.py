"""The languages of the pages: messages from gettext catalogues, dates and numbers from CLDR.

Messages are written in English in templates and modules; ``locale/*/LC_MESSAGES/messages.po`` has
what they are called in Finnish and Swedish, read as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

LANGUAGES = ("fi", "sv", "en")
"""The first is spoken to whoever asks for none of them."""

FOLDER = Path(__file__).parent / "locale"
_MOST_RANGES = 20
"""Languages of an Accept-Language header that are read."""

_MOST_NUMBERS = 4096
"""Numbers kept as written: a page of results has a hundred, mostly the same small counts."""


@dataclass(frozen=True)
class Language:
    """One language of the pages."""

    code: str
    locale: Locale
    translations: NullTranslations

    @property
    def own_name(self) -> str:
        """What the language calls itself, for instance "suomi"."""
        return Locale.parse(self.code).get_display_name() or self.code

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language, with `values` where it has %(name)s."""
        text = self.translations.gettext(message)
        return text % values if values else text

    def counted(self, one: str, many: str, num: int) -> str:
        """The message for this many, with %(num)s written as the language writes numbers."""
        message = self.translations.ngettext(one, many, num)
        return message.replace("%(num)s", self.number(num))

    def number(self, number: float, digits: int = 0) -> str:
        """12345 → 12 345 (fi, sv), 12,345 (en); `digits` behind the decimal mark."""
        return _decimal(number, digits, self.locale)

    def percent(self, share: float) -> str:
        """A share of 1 in per cent."""
        return format_percent(share, locale=self.locale)

    def date(self, written: str) -> str:
        """The day of an ISO time; what is none, as it is."""
        try:
            return format_date(datetime.fromisoformat(written), "long", locale=self.locale)
        except ValueError:
            return written

    def time(self, written: str) -> str:
        """Day and time of an ISO time, in UTC; what is none, as it is."""
        try:
            return format_datetime(datetime.fromisoformat(written), "medium", locale=self.locale)
        except ValueError:
            return written

    def language_name(self, code: str) -> str:
        """What a language is called, for instance "ruotsi" for sv."""
        name: str = self.locale.languages.get(code, code)
        return name


@lru_cache(maxsize=_MOST_NUMBERS, typed=True)
def _decimal(number: float, digits: int, locale: Locale) -> str:
    """A number with so many `digits` behind the decimal mark; Babel takes 20 µs for each."""
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return format_decimal(number, format=pattern, locale=locale)


@lru_cache(maxsize=len(LANGUAGES))
def language(code: str) -> Language:
    """The language of one of LANGUAGES."""
    file = FOLDER / code / "LC_MESSAGES" / "messages.po"
    translations: NullTranslations = NullTranslations()
    if file.is_file():
        with file.open("rb") as source:
            catalogue = read_po(source, locale=code)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translations = Translations(compiled)
    return Language(code, Locale.parse("en_GB" if code == "en" else code), translations)


def negotiated(accepted: str) -> str:
    """The language that an Accept-Language header (RFC 9110, 12.5.4) likes best."""
    best, quality = LANGUAGES[0], 0.0
    for each in accepted[:1000].split(",")[:_MOST_RANGES]:
        tag, *parameters = (part.strip() for part in each.split(";"))
        code = tag.lower().split("-")[0]
        weight = _quality(parameters)
        if code in LANGUAGES and weight > quality:
            best, quality = code, weight
    return best


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
