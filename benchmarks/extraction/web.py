"""The main content of web pages, ours beside that of other tools, in one run.

    python -m benchmarks.extraction.web [--json] [--truth FOLDER] [FOLDER]

FOLDER holds web pages and, beside each or in --truth, a text file of the same name with what a
reader takes for the page's content. Every tool gets the same text, decoded by us; one that is not
installed is said so and left out. Means over the pages, so that a long page weighs no more:

f1, precision, recall      of the words, as a multiset
furniture_kept             share of the page's lines that are not in the truth and come out
pages_per_cpu_second       with no dictionary
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.config import LimitsConfig
from corpus.errors import ExtractionError
from pipeline.extract import charset
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.mediatype import HTML

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SHORTEST_LINE = 2
"""Words; one alone ("Haku") may stand anywhere in the content too."""
_WORDS = re.compile(r"\w+")
_BREAKS = re.compile(r"(?i)</?(?:p|div|li|ul|ol|h[1-6]|t[drh]|table|d[dtl]|br|section|nav|aside)\b")
_UNSEEN = re.compile(r"(?is)<(script|style|noscript|head|option)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"<[^>]*>")

Tool = Callable[[str], str]


class Pair(NamedTuple):
    """A page, decoded, and its truth."""

    name: str
    markup: str
    truth: str


class Score(NamedTuple):
    """The figures of one tool."""

    pages: int
    f1: float
    precision: float
    recall: float
    furniture_kept: float
    pages_per_cpu_second: float


def pairs(folder: Path, truth: Path) -> Iterator[Pair]:
    """The web pages of `folder` that have a text of the same name in `truth`."""
    for path in sorted(folder.iterdir()):
        text = truth / f"{path.stem}.txt"
        if path.suffix.lower() in (".htm", ".html", ".xhtml") and text.is_file():
            markup = charset.decode(path.read_bytes()).text
            yield Pair(path.name, markup, text.read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    """The words of `text`, in lower case."""
    return _WORDS.findall(text.replace("\xad", "").replace("\u200b", "").lower())


def furniture(pair: Pair) -> list[str]:
    """The lines of the page whose words do not stand together in the truth."""
    plain = _TAG.sub("", _BREAKS.sub("\n<", _UNSEEN.sub("\n", pair.markup)))
    wanted = f" {' '.join(words(pair.truth))} "
    lines = {f" {' '.join(found)} ": len(found) for found in map(words, plain.split("\n"))}
    return [line for line, size in lines.items() if size >= SHORTEST_LINE and line not in wanted]


def of_page(pair: Pair, text: str) -> tuple[float, float, float, float]:
    """F1, precision, recall and furniture kept of one page."""
    found, wanted = words(text), words(pair.truth)
    common = (Counter(found) & Counter(wanted)).total()
    lines = furniture(pair)
    joined = f" {' '.join(found)} "
    return (
        2 * common / max(1, len(found) + len(wanted)),
        common / max(1, len(found)),
        common / max(1, len(wanted)),
        sum(line in joined for line in lines) / max(1, len(lines)),
    )


def run(tool: Tool, chosen: Sequence[Pair]) -> Score:
    """Measure one tool on all pages."""
    start = time.process_time()
    texts = [tool(pair.markup) for pair in chosen]
    seconds = time.process_time() - start
    figures = [of_page(pair, text) for pair, text in zip(chosen, texts, strict=True)]
    f1, precision, recall, kept = (
        round(sum(each) / len(chosen), 4) for each in zip(*figures, strict=True)
    )
    speed = round(len(chosen) / max(seconds, 1e-9), 1)
    return Score(len(chosen), f1, precision, recall, kept, speed)


def hankemuisti(markup: str) -> str:
    """Ours, from a file as always."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(markup, encoding="utf-8")
        try:
            found = extract(path, HTML, Context(LimitsConfig(), lambda _word: True))
        except ExtractionError:
            return ""
    return "\n".join(page.text for page in found.pages)


def trafilatura() -> Tool:
    """trafilatura as the measurements of this project used it: for recall, with tables."""
    library = importlib.import_module("trafilatura")
    return lambda markup: (
        library.extract(markup, favor_recall=True, include_tables=True, include_comments=False)
        or ""
    )


def readability() -> Tool:
    """readability-lxml's summary, its tags taken out."""
    library = importlib.import_module("readability")

    def read(markup: str) -> str:
        document = library.Document(_declared_away(markup))
        return f"{document.short_title()}\n{_text(document.summary())}"

    return read


def resiliparse() -> Tool:
    """resiliparse's main content."""
    library = importlib.import_module("resiliparse.extract.html2text")
    return lambda markup: str(library.extract_plain_text(markup, main_content=True))


def beautifulsoup() -> Tool:
    """All the text of the page, for the measure of what is to be left out."""
    library = importlib.import_module("bs4")
    return lambda markup: str(library.BeautifulSoup(markup, "lxml").get_text("\n"))


def _declared_away(markup: str) -> str:
    """Without an XML declaration, which lxml refuses in text that is decoded."""
    return re.sub(r"\A\s*<\?xml[^>]*>", "", markup)


def _text(markup: str) -> str:
    lxml_html = importlib.import_module("lxml.html")
    return str(lxml_html.fromstring(_BREAKS.sub("\n\\g<0>", markup)).text_content())


OTHERS: dict[str, Callable[[], Tool]] = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "bs4 get_text": beautifulsoup,
}


def measure(chosen: Sequence[Pair]) -> tuple[dict[str, Score], list[str]]:
    """The scores by tool, and the tools that are not installed."""
    scores = {"hankemuisti": run(hankemuisti, chosen)}
    missing = []
    for name, open_tool in OTHERS.items():
        try:
            tool = open_tool()
        except ImportError:
            missing.append(name)
        else:
            scores[name] = run(tool, chosen)
    return scores, missing


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction.web")
    parser.add_argument("folder", type=Path, nargs="?", help="default: examples/reports")
    parser.add_argument("--truth", type=Path, help="folder of the texts (default: the same)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    folder = options.folder or EXAMPLES / "reports"
    truth = options.truth or (folder if options.folder else EXAMPLES / "truth")
    chosen = list(pairs(folder, truth))
    if not chosen:
        print(f"{folder}: no web page with a text of the same name", file=sys.stderr)
        return 1
    scores, missing = measure(chosen)
    if options.json:
        print(json.dumps({name: score._asdict() for name, score in scores.items()}, indent=2))
    else:
        print(f"{'':18}{'  '.join(Score._fields)}")
        for name, score in scores.items():
            cells = (
                f"{value:{len(field)}}" for field, value in zip(Score._fields, score, strict=True)
            )
            print(f"{name:18}{'  '.join(cells)}")
    for name in missing:
        print(f"{name}: not installed, left out", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
