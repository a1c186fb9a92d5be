"""Words left out in coordinations: is *sosiaalipalvelu* found in *sosiaali- ja terveyspalvelut*?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.finnish.treebank import Word, key
from pipeline.analyzer import Analyzer
from pipeline.finnish.coordination import coordinate, split_key

CONJUNCTIONS = frozenset("ja tai sekä eli".split())


def coordinated_recall(sentences: Sequence[Sequence[Word]], analyzer: Analyzer) -> float | None:
    """The share of elided compounds that are index terms of their prefix; None without any.

    The gold compound is the prefix as it stands together with the gold parts of the head, without
    as many of its first parts as the prefix has: *Länsi-* with *Keski-#Uusimaa* is *Länsi-Uusimaa*.
    """
    found = [
        gold in _terms(sentence, place, analyzer)
        for sentence in sentences
        for place, gold in elided(sentence)
    ]
    return sum(found) / len(found) if found else None


def elided(sentence: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """The place of each prefix before a conjunction and a compound, and the key meant by it."""
    for place, (prefix, link, head) in enumerate(
        zip(sentence, sentence[1:], sentence[2:], strict=False)
    ):
        is_prefix = prefix.form.endswith("-") and link.form.lower() in CONJUNCTIONS
        if is_prefix and head.marked and len(head.gold) > 1:
            dropped = min(len(prefix.gold), len(head.gold) - 1)
            yield place, key([prefix.form, *head.gold[dropped:]])


def _terms(sentence: Sequence[Word], place: int, analyzer: Analyzer) -> set[str]:
    forms = [word.form for word in sentence]
    text = " ".join(forms)
    start = len(" ".join([*forms[:place], ""]))
    tokens = analyzer.tokenize(text)
    keys = coordinate(text, tokens, lambda form: analyzer.analyse(form, "fi"))
    words = [
        split_key(each)[1] for token, each in zip(tokens, keys, strict=True) if token.start == start
    ]
    return {key([term]) for word in words if word for term in analyzer.analyse(word, "fi").lemmas}
