from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Iterator
from importlib import metadata
from types import SimpleNamespace
from typing import Any

import libvoikko
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import HankemuistiError, UsageError
from pipeline.finnish import voikko
from pipeline.finnish.voikko import (
    Candidate,
    Morphology,
    NativeMorphology,
    PortableMorphology,
    open_native,
    open_portable,
    open_voikko,
)


def is_native() -> bool:
    try:
        open_native()
    except HankemuistiError:
        return False
    return True


needs_native = pytest.mark.skipif(not is_native(), reason="libvoikko is not installed")


@pytest.fixture(autouse=True)
def _keep_search_path() -> Iterator[None]:
    before = libvoikko.Voikko._sharedLibrarySearchPath
    yield
    libvoikko.Voikko.setLibrarySearchPath(before)


@pytest.mark.parametrize("word", ["", "a\0b", "a" * 256, "a" * 100_000, "ä\ud800", "\udfff"])
def test_what_is_no_word_has_no_analysis(word: str, morphology: Morphology) -> None:
    assert morphology.analyze(word) == []
    assert not morphology.knows(word)


def test_a_word_is_analysed(morphology: Morphology) -> None:
    assert morphology.analyze("kissalle")[0].baseform == "kissa"
    assert morphology.knows("kissalle")
    assert not morphology.knows("xqzw")


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken(morphology: Morphology, word: str) -> None:
    assert all(isinstance(found, Candidate) for found in morphology.analyze(word))


@needs_native
def test_the_native_version_names_library_and_dictionary() -> None:
    assert open_native().version.startswith("libvoikko 4.")
    assert "fi-" in open_native().version


@needs_native
def test_a_pickled_morphology_opens_its_own_handle() -> None:
    copy = pickle.loads(pickle.dumps(open_native()))
    assert copy.analyze("kissan") == open_native().analyze("kissan")


@needs_native
def test_each_thread_has_its_handle() -> None:
    morphology = open_native()
    handles = [morphology._handle()]
    thread = threading.Thread(target=lambda: handles.append(morphology._handle()))
    thread.start()
    thread.join()
    assert handles[0] is morphology._handle()
    assert handles[0] is not handles[1]


@needs_native
def test_a_forked_process_opens_its_own_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    morphology = open_native()
    before = morphology._handle()
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert morphology._handle() is not before


def missing(*_: object) -> Any:
    raise OSError("no such library")


def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libvoikko.Voikko, "getVersion", missing)
    with pytest.raises(HankemuistiError, match=r"not installed.*apt-get install libvoikko1"):
        open_native()


def test_an_old_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libvoikko.Voikko, "getVersion", lambda: "4.2.1")
    with pytest.raises(HankemuistiError, match=r"4\.2\.1 is older than 4\.3"):
        open_native()


def test_a_missing_dictionary_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        setLibrarySearchPath = staticmethod(lambda path: None)  # noqa: N815
        getVersion = staticmethod(lambda: "4.3.2")  # noqa: N815

        def __init__(self, *_: object) -> None:
            raise libvoikko.VoikkoException("no dictionary")

    monkeypatch.setattr(libvoikko, "Voikko", Broken)
    with pytest.raises(HankemuistiError, match="dictionary cannot be opened"):
        open_native()


def test_a_dictionary_without_words_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        setLibrarySearchPath = staticmethod(lambda path: None)  # noqa: N815
        getVersion = staticmethod(lambda: "4.3.2")  # noqa: N815

        def __init__(self, *_: object) -> None: ...

        def analyze(self, _: str) -> list[dict[str, str]]:
            return []

    monkeypatch.setattr(libvoikko, "Voikko", Empty)
    with pytest.raises(HankemuistiError, match="knows no words"):
        open_native("/dictionaries")


def test_homebrew_folders_are_tried_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str | None] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(libvoikko.Voikko, "setLibrarySearchPath", tried.append)
    monkeypatch.setattr(libvoikko.Voikko, "getVersion", missing)
    with pytest.raises(HankemuistiError):
        open_native()
    assert tried == [None, "/opt/homebrew/lib", "/usr/local/lib"]


def found(baseform: str, word_class: str, fst: str, comparison: str | None = None) -> Any:
    return SimpleNamespace(
        BASEFORM=baseform, CLASS=word_class, FSTOUTPUT=fst, COMPARISON=comparison
    )


@pytest.mark.parametrize(
    ("given_", "candidate"),
    [
        (
            found("Pohjan=maa", "paikannimi", "[Lep][Xp]Pohjan=maa[X]pohjan[Bm]maa"),
            ("Pohjanmaa", "paikannimi"),
        ),
        (
            found("aikuinenopetus", "nimisana", "[Lnl][Xp]aikuinen[X]aikuis[Bc][Ln][Xp]opetus[X]"),
            ("aikuisopetus", "nimisana"),
        ),
        (found("20:n", "lukusana", "[Lu]20[Sg][Ny]:n"), ("20", "lukusana")),
        (
            found("uusi", "nimisana_laatusana", "[Lnl][Xp]uusi[X]uude[Cc]mpi", "comparative"),
            ("uusi", "laatusana"),
        ),
        (found("", "", ""), ("", "")),
    ],
)
def test_portable_candidates_are_what_libvoikko_gives(
    given_: Any, candidate: tuple[str, str]
) -> None:
    words: list[str] = []

    def analyse(word: str) -> list[Any]:
        words.append(word)
        return [given_]

    portable = PortableMorphology(SimpleNamespace(analyse=analyse))
    assert portable.analyze("Sana")[0][:2] == candidate
    assert portable.knows("Sana")
    assert words == ["sana", "sana"]
    assert portable.analyze("\0") == []


def test_portable_version_and_pickle(monkeypatch: pytest.MonkeyPatch) -> None:
    package = SimpleNamespace(analyse=lambda word: [])
    monkeypatch.setattr(voikko, "import_module", lambda name: package)
    monkeypatch.setattr(metadata, "version", lambda name: "0.6")
    assert open_voikko("portable").version == "pyvoikko 0.6"
    assert isinstance(pickle.loads(pickle.dumps(open_portable())), PortableMorphology)


def absent(name: str) -> Any:
    raise ImportError(name)


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voikko, "import_module", absent)
    with pytest.raises(HankemuistiError, match=r"hankemuisti\[portable\]"):
        open_portable()


def test_auto_falls_back_to_the_portable_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libvoikko.Voikko, "getVersion", missing)
    package = SimpleNamespace(analyse=lambda word: [])
    monkeypatch.setattr(voikko, "import_module", lambda name: package)
    assert isinstance(open_voikko("auto"), PortableMorphology)
    monkeypatch.setattr(voikko, "import_module", absent)
    with pytest.raises(HankemuistiError, match="libvoikko is not installed"):
        open_voikko("auto")


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(UsageError, match="one of auto, native, portable"):
        open_voikko("pure")


@needs_native
def test_native_is_the_first_choice() -> None:
    assert isinstance(open_voikko("auto"), NativeMorphology)
    assert isinstance(open_voikko("native"), NativeMorphology)


SAMPLE = (
    "Pohjois-Pohjanmaan aikuiskoulutuksessa sairaanhoitopiirin vanhemmille Kaste-hankkeen "
    "lapsiperhepalveluja Varsinais-Suomessa kehittämistyö 0-vuotiaiden 20:n tulosten vuotta"
).split()


@needs_native
def test_both_back_ends_agree() -> None:
    pytest.importorskip("pyvoikko")
    native, portable = open_native(), open_portable()
    for word in SAMPLE:
        bases = [
            {one.baseform.casefold() for one in back_end.analyze(word) if one.fst}
            for back_end in (native, portable)
        ]
        assert bases[0] == bases[1], word
