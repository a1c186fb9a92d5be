"""Every regular expression of the program, and texts made to let each one blow up.

The texts come from the pattern itself: for each of its repeats, what leads up to it, then what the
repeat takes, over and over, then something that none of them takes, so that all must be tried.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

PACKAGES = ("corpus", "pipeline", "index", "terminal", "web")
ROOT = Path(__file__).resolve().parent.parent

_ALPHABET = " \n\t\u00a0aAäÄzZ019-–.,:;/()\"'”€%&<>=_|*\\#+?!@[]{}•\u00adsnik\x00"
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_MOST_LETTERS = 6
"""Letters of a class that are tried."""
_MOST_VARIANTS = 4
_MANY = 8
"""A repeat that takes fewer is none."""
_DEEPEST = 4
_WAYS = ("search", "match", "fullmatch")
_LIKE_SEARCH = frozenset(("finditer", "findall", "sub", "subn", "split", "search"))


class Used(NamedTuple):
    """A pattern, where it stands, and how it is used: some of "search", "match", "fullmatch"."""

    name: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


class Attack(NamedTuple):
    """A text that begins with `prefix` and repeats `pump`."""

    prefix: str
    pump: str

    def text(self, length: int) -> str:
        """Some `length` characters of it, and an end that is not what was repeated."""
        return self.prefix + self.pump * (length // len(self.pump)) + "\x00\n"


def modules() -> list[str]:
    """The names of all modules that are shipped."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    parts = (file.relative_to(ROOT).with_suffix("").parts for file in files)
    return ["cli", *sorted(".".join(each).removesuffix(".__init__") for each in parts)]


def patterns(module: str) -> Iterator[Used]:
    """The patterns of a module: its own names, what is in them, and those that stand in calls."""
    source = Path(inspect.getfile(found := importlib.import_module(module))).read_text("utf-8")
    held: set[int] = set()
    for name, value in list(vars(found).items()):
        borrowed = callable(value) and value.__module__ != module
        for pattern in () if borrowed else _within(value, held, _DEEPEST):
            yield Used(f"{module}.{name}", pattern, _ways(name, source))
    for call in ast.walk(ast.parse(source)):
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=way),
                args=[ast.Constant(value=str(text)), *_],
            ) if way != "compile":
                ways = frozenset({"search" if way in _LIKE_SEARCH else way} & {*_WAYS})
                yield Used(f"{module}:{call.lineno}", re.compile(text), ways)


def _within(value: Any, held: set[int], deep: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    if isinstance(value, re.Pattern | str | bytes | int) or not deep or id(value) in held:
        return
    held.add(id(value))
    inner: list[Any] = []
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif inspect.isclass(value):
        inner = list(vars(value).values())
    elif hasattr(value, "cache_info") and not _wanted(value):
        inner = [value()]  # made once, when it is first wanted
    elif type(value).__module__.partition(".")[0] in PACKAGES:
        names: Iterable[str] = getattr(value, "__slots__", ()) or getattr(value, "__dict__", ())
        inner = [getattr(value, name, None) for name in names]
    for each in inner:
        yield from _within(each, held, deep - 1)


def _wanted(function: Any) -> bool:
    """Whether the function cannot be called without arguments."""
    parameters = inspect.signature(function).parameters.values()
    return any(each.default is each.empty for each in parameters)


def _ways(name: str, source: str) -> frozenset[str]:
    """How the module uses the pattern of this name; as a search where that cannot be told."""
    word = re.escape(name)
    called = re.findall(rf"\b{word}\.(\w+)", source)
    mentions = len(re.findall(rf"\b{word}\b(?!\.)", source))
    ways = {"search" if way in _LIKE_SEARCH else way for way in called} & {*_WAYS}
    return frozenset(ways if ways and mentions == 1 else {*ways, "search"})


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """What may let the pattern blow up."""
    source = pattern.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    tree = parser.parse(text, pattern.flags)
    found = dict.fromkeys(_attacks(tree, "", pattern.flags))
    for variant in range(_MOST_VARIANTS):
        if whole := _sample(tree, pattern.flags, variant):
            pieces = filter(None, (whole, whole[:-1], whole[0]))
            found |= dict.fromkeys(Attack("", each) for each in pieces)
    return [*found, *(Attack("", each.pump) for each in found if each.prefix)]


def _attacks(tree: Any, prefix: str, flags: int) -> Iterator[Attack]:
    for code, argument in tree:
        if code in _REPEATS:
            _, most, body = argument
            if most is op.MAXREPEAT or most >= _MANY:
                pumps = _letters(body[0][0], body[0][1], flags) if len(body) == 1 else []
                pumps = pumps[:_MOST_LETTERS] or [
                    _sample(body, flags, each) for each in range(_MOST_VARIANTS)
                ]
                yield from (Attack(prefix, pump) for pump in pumps if pump)
        for inner in _inner(code, argument):
            yield from _attacks(inner, prefix, flags)
        prefix += _one(code, argument, flags, 0)


def _inner(code: Any, argument: Any) -> list[Any]:
    """The sequences within a node of the tree."""
    if code in _REPEATS:
        return [argument[2]]
    if code is op.SUBPATTERN:
        return [argument[3]]
    if code is op.ATOMIC_GROUP:
        return [argument]
    if code is op.BRANCH:
        return list(argument[1])
    return [argument[1]] if code in (op.ASSERT, op.ASSERT_NOT) else []


def _sample(tree: Any, flags: int, variant: int) -> str:
    """A text that the sequence takes, as far as that can be told without its assertions."""
    return "".join(_one(code, argument, flags, variant) for code, argument in tree)


def _one(code: Any, argument: Any, flags: int, variant: int) -> str:
    letters = _letters(code, argument, flags)
    if letters:
        return letters[variant % len(letters)]
    if code in (op.ASSERT, op.ASSERT_NOT):
        return ""
    inner = _inner(code, argument)
    text = _sample(inner[variant % len(inner)], flags, variant) if inner else ""
    if code in _REPEATS:
        least, most, _ = argument
        return text * (min(max(least, 1), 50) if most else 0)
    return text


def _letters(code: Any, argument: Any, flags: int) -> list[str]:
    """Letters that a node of the tree takes, if it takes one letter."""
    if code is op.LITERAL:
        return [chr(argument)]
    if code is op.NOT_LITERAL:
        return [each for each in _ALPHABET if ord(each) != argument]
    if code is op.ANY:
        return [each for each in _ALPHABET if each != "\n" or flags & re.DOTALL]
    if code is not op.IN:
        return []
    inside = [each for each in _ALPHABET if _takes(argument, each, flags)]
    first = [chr(value) for kind, value in argument if kind is op.LITERAL]
    first += [chr(value[0]) for kind, value in argument if kind is op.RANGE]
    return inside or first


def _takes(items: Any, letter: str, flags: int) -> bool:
    forms = {letter, letter.lower(), letter.upper()[0]} if flags & re.IGNORECASE else {letter}
    negated = any(kind is op.NEGATE for kind, _ in items)
    return negated != any(_holds(kind, value, each) for kind, value in items for each in forms)


def _holds(kind: Any, value: Any, letter: str) -> bool:
    if kind is op.LITERAL:
        return ord(letter) == int(value)
    if kind is op.RANGE:
        return int(value[0]) <= ord(letter) <= int(value[1])
    if kind is not op.CATEGORY:
        return False
    digit, space, word = letter.isdigit(), letter.isspace(), letter.isalnum() or letter == "_"
    name = str(value)
    is_in = {"DIGIT": digit, "SPACE": space, "WORD": word}[name.rpartition("_")[2]]
    return is_in != ("NOT" in name)
