"""Swedish base forms, from simplemma's dictionary; Snowball for words that it does not know.

Measured elsewhere on Swedish treebanks: retrieval F1 .94 with simplemma, .85 with Snowball alone.
The dictionary takes 0.6 s and 100 MB to load, so it is loaded when the first Swedish word is met.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.stems import LONGEST_WORD, stem

LANGUAGE = "sv"


@lru_cache(maxsize=4096)
def lemmas(word: str) -> tuple[str, ...]:
    """The base forms a Swedish word may have, casefolded, the best first; never empty.

    The word itself is kept besides, since the dictionary takes some base forms for forms of
    others (*missbruk* for one of *missbruka*), and they would not meet their own (*missbruket*);
    of a word that it lacks the stem, too.
    """
    # Heavy, and not needed where nothing is Swedish: see the top.
    import simplemma  # noqa: PLC0415

    # simplemma encodes what it looks up; half a surrogate pair cannot be.
    folded = word.casefold()[:LONGEST_WORD].encode("utf-8", "replace").decode()
    if not folded:
        return (folded,)
    # Greedy: barnskyddets → barnskydd, by the rules for compounds and endings, too.
    found = simplemma.lemmatize(folded, LANGUAGE, greedy=True).casefold()
    known = simplemma.is_known(folded, LANGUAGE)
    return tuple(dict.fromkeys((found, folded, *(() if known else (stem(folded, LANGUAGE),)))))
