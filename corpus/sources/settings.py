"""The settings of one ``[sources.NAME]``, checked as they are taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from corpus.config import nearest
from corpus.errors import ConfigError


class Settings:
    """Takes texts, lists and numbers out of a table of the configuration.

    Raises ConfigError for a key that is not among `known`, naming the nearest; each method
    raises it for a value of the wrong type.
    """

    def __init__(self, name: str, raw: Mapping[str, Any], known: Collection[str]) -> None:
        self._name, self._raw = name, raw
        for key in raw:
            if key not in known:
                near = nearest(key, known)
                hint = f"; did you mean {near}?" if near else f"; known are {', '.join(known)}"
                raise self.wrong(f"unknown key {key}{hint}")

    def wrong(self, what: str) -> ConfigError:
        """The error that says `what` is wrong with this source's settings."""
        return ConfigError(f"[sources.{self._name}]: {what}")

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._raw.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(f"{key} must be text, not {type(value).__name__}")
        return value.strip()

    def needed(self, key: str, what: str) -> str:
        """A text that must be there; `what` says what it is."""
        if not (found := self.text(key)):
            raise self.wrong(f'needs {key} = "…", {what}')
        return found

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts; one text stands for a list of one."""
        value = self._raw.get(key, list(default))
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(f"{key} must be a list of texts")
        return tuple(each.strip() for each in value if each.strip())

    def address(self, key: str, what: str) -> str:
        """An address of the web that must be there; `what` says of what."""
        return self.of_web(self.needed(key, what), key)

    def of_web(self, value: str, where: str) -> str:
        """The `value` itself. Raises ConfigError unless it is an address of the web."""
        if not value.startswith(("http://", "https://")):
            raise self.wrong(f"{where} must begin with http:// or https://")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._raw.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} must be true or false")
        return value

    def one_of(self, value: str, choices: Collection[str], where: str) -> None:
        """Raises ConfigError, naming the nearest, unless `value` is one of the `choices`."""
        if value not in choices:
            near = nearest(value, choices)
            hint = f"; did you mean {near}?" if near else f"; known are {', '.join(choices)}"
            raise self.wrong(f"{where}: unknown key {value}{hint}")

    def table(self, key: str) -> dict[str, str]:
        """A table of texts, in its order."""
        value = self._raw.get(key, {})
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            raise self.wrong(f"{key} must be a table of texts")
        return dict(value)

    def day(self, key: str) -> str:
        """A day in ISO form, given as a text or as a date of TOML; "" for none."""
        value = self._raw.get(key, "")
        text = value.isoformat() if isinstance(value, date) else value
        try:
            if text and date.fromisoformat(text[:10]).isoformat() != text:
                raise ValueError
        except (TypeError, ValueError) as error:
            raise self.wrong(f"{key} must be a day, as 2015-12-31") from error
        return str(text)

    def path(self, key: str, base: Path, what: str) -> Path:
        """A path that must be there; relative ones start from `base`."""
        text = self.needed(key, what)
        try:
            return base / Path(text).expanduser()
        except RuntimeError as error:
            raise self.wrong(f"no such home folder: {text}") from error
