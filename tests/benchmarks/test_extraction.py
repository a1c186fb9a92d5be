from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from benchmarks.extraction import __main__ as command
from benchmarks.extraction import child, tools
from benchmarks.extraction.measure import count, figures, share, total
from benchmarks.extraction.memory import main as memory_main
from benchmarks.extraction.memory import measure as measure_memory
from benchmarks.extraction.order import Order, longest_rising, order
from benchmarks.extraction.run import read, run
from benchmarks.extraction.truth import pairs, plain, sentences, words

LEFT = "Ohjausryhmä kokoontui kuusi kertaa ja päätti jatkaa kokeilua. "
RIGHT = "Vanhemmat kertoivat avoimesti siitä, mikä arjessa oli muuttunut. "
TRUTH = LEFT + RIGHT


def figured(truth: str, *pages: str) -> dict[str, float | None]:
    return figures(count(truth, pages))._asdict()


# --- the truth


def test_words_and_sentences() -> None:
    assert words("Perhe\xadtyö a\u0308iti LAPE-työ") == ["perhetyö", "äiti", "lape", "työ"]
    assert [len(sentence) for sentence in sentences(TRUTH + "Liian lyhyt.")] == [8, 8]


def test_tex_becomes_what_is_printed() -> None:
    source = r"""
    \section{Alku} % huomautus
    Perhe\nobreakdash-\hspace{0pt}työ \emph{toimi} hyvin \parencite[s. 3]{lahde} ja jatkui.
    Alku\footnote{Tarkemmin luvussa \ref{toka}.} oli hidas.

    \begin{itemize}
    \item[Yksi] 50 \% tai 5~\%
    \end{itemize}
    """
    text = plain(source)
    assert "\\" not in text
    for gone in ("huomautus", "lahde", "itemize", "toka", "{"):
        assert gone not in text
    flat = " ".join(text.split())
    assert "Perhe-työ toimi hyvin ja jatkui. Alku oli hidas. Tarkemmin luvussa ." in flat
    assert "Yksi 50 % tai 5 %" in flat


def test_tags_end_sentences() -> None:
    cell = "kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän"
    assert list(sentences(plain(f"<tr><td>Yksi kaksi</td><td>{cell}"))) == [cell.split()]
    assert words(plain("a < b <td>c")) == ["a", "b", "c"]


def test_plain_text_stays_as_it_is() -> None:
    text = "Maksu {5 €} ~ 100 % [1]\nC:\\kansio"
    assert plain(text) == text


# --- order


def test_order_of_the_truth_is_all_in_order() -> None:
    true = words(TRUTH)
    assert order(true, true) == Order(len(true) - 2, len(true) - 2)
    assert order(true, ["muuta", *true[:5], "väliin", *true[5:]]).rising == len(true) - 4


def test_order_tells_swapped_columns_and_columns_read_across() -> None:
    left, right = words(LEFT), words(RIGHT)
    swapped = order(left + right, right + left)
    assert swapped.rising / swapped.anchors == 0.5
    across = [word for at in (0, 4) for word in (*left[at : at + 4], *right[at : at + 4])]
    found = order(left + right, across)
    assert found.rising < found.anchors


def test_a_moved_box_costs_its_own_words_only() -> None:
    numbers = [f"sana{number}" for number in range(200)]
    found = order(numbers, [*numbers[20:], *numbers[:20]])
    assert found.anchors - found.rising == 18


def test_nothing_in_common_has_no_anchors() -> None:
    assert order(words(TRUTH), words("aivan muuta tekstiä tässä")) == Order(0, 0)
    assert figured(TRUTH, "aivan muuta")["order"] == 0.0
    assert figured("", "muuta")["order"] is None


@given(st.lists(st.integers(0, 30), max_size=12))
@settings(max_examples=60, deadline=None)
def test_longest_rising_is_that_of_all_choices(places: list[int]) -> None:
    best: list[int] = []
    for at, place in enumerate(places):
        best.append(1 + max((best[i] for i in range(at) if places[i] < place), default=0))
    assert longest_rising(places) == max(best, default=0)


# --- the figures


def test_the_truth_itself_is_perfect() -> None:
    assert set(figured(TRUTH, LEFT, RIGHT).values()) == {1.0}


def test_a_broken_word_costs_its_sentence() -> None:
    found = figured(TRUTH, TRUTH.replace("kokeilua", "kokei- lua"))
    assert found["sentences_verbatim"] == 0.5
    assert found["words_recall"] == share(15, 16)
    assert found["words_precision"] == share(15, 17)


def test_what_the_truth_does_not_have_costs_precision() -> None:
    found = figured(TRUTH, TRUTH, "Sivu 4")
    assert found["words_recall"] == found["sentences_verbatim"] == 1.0
    assert found["words_f1"] == share(32, 34)


def test_a_missing_half_costs_recall() -> None:
    found = figured(TRUTH, LEFT)
    assert (found["words_recall"], found["words_precision"], found["order"]) == (0.5, 1.0, 1.0)


def test_words_are_a_multiset() -> None:
    assert figured("ja ja", "ja ja ja ja")["words_precision"] == 0.5


def test_long_documents_weigh_more() -> None:
    long, short = count(TRUTH * 3, [TRUTH * 3]), count(LEFT, [""])
    assert figures(total([long, short])).sentences_verbatim == share(6, 7)
    assert total([]) == total([count("", [])])


def test_shares_are_cut_off() -> None:
    assert share(99_999, 100_000) == 0.9999
    assert share(0, 0) is None


# --- tools and processes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("yksi", LEFT), ("kaksi", RIGHT)):
        canvas = Canvas(str(tmp_path / f"{name}.pdf"))
        canvas.drawString(60, 700, text)
        canvas.save()
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "ilman.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


@pytest.mark.parametrize(
    "name", [tool for tool in tools.TOOLS if tool not in tools.not_installed()]
)
def test_each_tool_reads(folder: Path, name: str) -> None:
    pages = tools.TOOLS[name]()()(folder / "yksi.pdf")
    assert len(pages) == 1
    assert words(pages[0]) == words(LEFT)


def test_pairs_are_files_with_a_truth(folder: Path) -> None:
    assert [pair.path.stem for pair in pairs(folder, folder)] == ["kaksi", "yksi"]


def test_a_tool_in_a_process_of_its_own(folder: Path) -> None:
    result = run("pypdfium2", list(pairs(folder, folder)))
    assert result.figures.words_f1 == 1.0
    assert (result.documents, result.failed, len(result.each)) == (2, [], 2)
    assert result.pages_per_cpu_second > 0
    assert result.peak_mib >= 0


def test_a_refused_file_is_told_and_counts_as_empty(folder: Path) -> None:
    (folder / "ilman.txt").write_text(TRUTH, encoding="utf-8")
    result = run("pypdfium2", list(pairs(folder, folder)))
    assert len(result.failed) == 1
    assert result.failed[0].startswith("ilman.pdf: PdfiumError")
    assert result.figures.words_recall == 0.5


def test_a_tool_that_dies_has_failed_on_all(folder: Path) -> None:
    found = read("no such tool", [folder / "yksi.pdf"])
    assert found.pages == [[]]
    assert found.failed == ["no such tool ended with 1"]


@pytest.mark.parametrize("tool", ["pypdfium2", *({"pdftotext"} - set(tools.not_installed()))])
def test_what_the_child_prints(
    folder: Path, tool: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["child", tool, str(folder / "yksi.pdf"), "nowhere.pdf"])
    assert child.main() == 0
    good, bad, memory = map(json.loads, capsys.readouterr().out.splitlines())
    assert words(good["pages"][0]) == words(LEFT)
    assert "error" in bad
    assert good["seconds"] >= 0
    assert memory["peak_mib"] >= memory["idle_mib"] > 0


def test_memory_where_linux_does_not_tell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(child, "_STATUS", tmp_path / "none")
    assert child._memory("VmRSS") == child._memory("VmHWM") > 0


# --- the command


ONE = ["--tool", "pypdfium2"]


def test_the_command_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--json", *ONE, str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)["pypdfium2"]
    assert {"sentences_verbatim", "words_f1", "order", "pages_per_cpu_second", "peak_mib"} <= set(
        found
    )
    assert (found["documents"], found["failed"], len(found["data"])) == (2, [], 64)


def test_the_command_as_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apart = folder / "texts"
    apart.mkdir()
    (apart / "ilman.txt").write_text(TRUTH, encoding="utf-8")
    (apart / "yksi.txt").write_text(LEFT, encoding="utf-8")
    assert command.main(["--wrong", *ONE, "--truth", str(apart), str(folder)]) == 0
    head, all_, refused, *lost, good, failure = capsys.readouterr().out.splitlines()
    assert head.startswith("2 documents")
    assert all_.startswith("pypdfium2")
    assert refused.split()[:2] == ["ilman", "0.0000"]
    assert lost == [f"    {' '.join(words(sentence))}" for sentence in (LEFT, RIGHT)]
    assert good.split()[:2] == ["yksi", "1.0000"]
    assert "PdfiumError" in failure


def test_a_missing_program_is_left_out_with_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    given = ["--json", *ONE, "--tool", "pdftotext", str(folder)]
    assert command.main(given) == 0
    said = capsys.readouterr()
    assert list(json.loads(said.out)) == ["pypdfium2"]
    assert said.err == "benchmark: pdftotext is not installed and left out\n"


def test_nothing_to_measure_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "benchmark: no PDF file with a text of the same name\n"
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert command.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("benchmark: ")


def test_memory_is_measured_by_pages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measure_memory("pypdfium2", (2, 3))
    assert set(found) == {
        f"{figure}_{pages}_pages"
        for figure in ("peak_mib", "pages_per_cpu_second")
        for pages in (2, 3)
    } | {"growth_kib_per_page"}
    with pytest.raises(ValueError, match="no such tool ended with 1"):
        measure_memory("no such tool", (1, 2))
    monkeypatch.setattr("benchmarks.extraction.memory.measure", lambda _: found)
    assert memory_main(["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == found


def test_memory_of_a_tool_that_fails_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> dict[str, float]:
        raise ValueError("it ended")

    monkeypatch.setattr("benchmarks.extraction.memory.measure", fail)
    assert memory_main([]) == 1
    assert capsys.readouterr().err == "benchmark: it ended\n"
