"""Extraction measured against the known text of documents.

    python -m benchmarks.extraction [--json] [--truth FOLDER] FOLDER

FOLDER holds documents (PDF, HTML) and, beside each or in --truth, a text file of the same name
with what a reader of the document reads. For `hankemuisti`, plain `pypdfium2` and `pdfplumber`
with its best settings (PDF only):

words_f1              harmonic mean of precision and recall of the words, as a multiset
sentences_verbatim    share of the truth's sentences of 7 words or more that stand, word for word,
                      in the text
pages_per_cpu_second  pages extracted in a second of one processor, dictionary included
"""

from __future__ import annotations

import argparse
import functools
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pypdfium2

from corpus.config import LimitsConfig
from corpus.errors import ExtractionError
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from pipeline.finnish.voikko import open_voikko
from pipeline.mediatype import HEAD, PDF, sniff

SHORTEST_SENTENCE = 7
LIMITS = LimitsConfig()
_WORDS = re.compile(r"\w+")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=[•*–-] )")
_TEX = re.compile(r"\\[a-zA-Z]+\*?|[{}$~]|\[[^\]]*\]")


class Pair(NamedTuple):
    """A document and its truth."""

    path: Path
    media_type: str
    truth: str


class Score(NamedTuple):
    """The figures of one extractor."""

    documents: int
    words_f1: float
    sentences_verbatim: float
    pages_per_cpu_second: float
    failed: list[str]


Reader = Callable[[Pair], list[str]]


def pairs(folder: Path, truth: Path) -> Iterator[Pair]:
    """Documents of `folder` that have a text of the same name in `truth`."""
    for path in sorted(folder.iterdir()):
        text = truth / f"{path.stem}.txt"
        if path.is_file() and path != text and text.is_file():
            with path.open("rb") as file:
                media_type = sniff(file.read(HEAD), path.name)
            if media_type:
                yield Pair(path, media_type, text.read_text(encoding="utf-8"))


def measure(found: list[tuple[Pair, list[str]]], seconds: float, failed: list[str]) -> Score:
    """Words are counted over all documents, so that long ones weigh more."""
    common = extracted = wanted = sentences = verbatim = pages = 0
    for pair, texts in found:
        mine, true = words(" ".join(texts)), words(pair.truth)
        common += (Counter(mine) & Counter(true)).total()
        extracted += len(mine)
        wanted += len(true)
        pages += len(texts)
        text = f" {' '.join(mine)} "
        for sentence in _SENTENCES.split(pair.truth):
            parts = words(sentence)
            if len(parts) >= SHORTEST_SENTENCE:
                sentences += 1
                verbatim += f" {' '.join(parts)} " in text
    return Score(
        len(found),
        round(2 * common / max(1, extracted + wanted), 4),
        round(verbatim / max(1, sentences), 4),
        round(pages / max(seconds, 1e-9), 1),
        failed,
    )


def words(text: str) -> list[str]:
    """The words of `text` in lower case; TeX commands are none."""
    return _WORDS.findall(_TEX.sub(" ", text).replace("\xad", "").lower())


def run(reader: Reader, chosen: list[Pair]) -> Score:
    """Measure one extractor on all documents."""
    found, failed = [], []
    start = time.process_time()
    for pair in chosen:
        try:
            found.append((pair, reader(pair)))
        except ExtractionError as error:
            failed.append(f"{pair.path.name}: {error}")
            found.append((pair, []))
    return measure(found, time.process_time() - start, failed)


def hankemuisti() -> Reader:
    """Ours, with the dictionary."""
    knows = functools.lru_cache(maxsize=200_000)(open_voikko("auto").knows)
    return lambda pair: [
        page.text for page in extract(pair.path, pair.media_type, Context(LIMITS, knows)).pages
    ]


def plain_pdfium(pair: Pair) -> list[str]:
    """PDFium's text as it comes."""
    document = pypdfium2.PdfDocument(pair.path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def plain_pdfplumber(pair: Pair) -> list[str]:
    """pdfplumber's text with the settings that keep the spaces and the columns."""
    texts = []
    with pdfplumber.open(pair.path) as document:
        for page in document.pages:
            texts.append(page.extract_text(x_tolerance_ratio=0.15, use_text_flow=True))
            page.close()
    return texts


def main() -> int:
    """Measure and print; 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--truth", type=Path, help="folder of the texts (default: the same)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chosen = list(pairs(options.folder, options.truth or options.folder))
    if not chosen:
        print(f"{options.folder}: no document with a text of the same name", file=sys.stderr)
        return 1
    pdfs = [pair for pair in chosen if pair.media_type == PDF]
    scores = {"hankemuisti": run(hankemuisti(), chosen)}
    if len(pdfs) < len(chosen):
        scores["hankemuisti, PDF"] = run(hankemuisti(), pdfs)
    scores["pypdfium2"] = run(plain_pdfium, pdfs)
    scores["pdfplumber"] = run(plain_pdfplumber, pdfs)
    if options.json:
        print(json.dumps({name: score._asdict() for name, score in scores.items()}, indent=2))
        return 0
    print(f"{'':18}documents  words_f1  sentences_verbatim  pages_per_cpu_second")
    for name, score in scores.items():
        print(
            f"{name:18}{score.documents:9}{score.words_f1:10.4f}{score.sentences_verbatim:20.4f}"
            f"{score.pages_per_cpu_second:22.1f}"
        )
        for failure in score.failed:
            print(f"  {failure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
