"""The pictures of pages are read by tesseract, and whatever it does costs one page."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from corpus.errors import ExtractionError
from pipeline.extract import ocr
from pipeline.extract.ocr import Recognised, Tesseract, find_tesseract
from pipeline.extract.pictures import picture
from tests.pipeline.extract.conftest import paragraph

LINES = (
    "Hankkeessa kehitettiin lapsiperheiden palveluja yhdessä kuntien ja",
    "järjestöjen kanssa. Perhekeskus avattiin keväällä, ja siellä käy",
    "viikossa kymmeniä perheitä. Vanhemmat saavat tukea arkeen.",
)
SWEDISH = (
    "Familjecentret öppnades på våren, och föräldrarna får stöd där.",
    "Personalen träffar dem också i hemmet, och barnen är med.",
)
PNG = b"\x89PNG"
ROW = "5\t1\t{}\t{}\t{}\t1\t0\t0\t10\t10\t{}\t{}"

Script = Callable[[str], str]


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    find_tesseract.cache_clear()
    yield
    find_tesseract.cache_clear()


@pytest.fixture
def tesseract() -> Tesseract:
    """The real one. Where it is expected (in the checks of every change), it must be there."""
    found = find_tesseract()
    if found is None or found.languages != "fin+swe":
        if os.environ.get("HANKEMUISTI_EXPECT_OCR") == "1":
            pytest.fail("tesseract with fin and swe is missing; run tools/install-ocr.sh")
        pytest.skip("tesseract with fin and swe is not installed")
    return found


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Gives a function: what a command named tesseract does (Python) → its path."""
    if os.name != "posix":
        pytest.skip("scripts are commands on POSIX systems only")

    def make(body: str) -> str:
        path = tmp_path / "tesseract"
        path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return str(path)

    return make


def read(table: str) -> Recognised:
    return ocr._assembled(ocr._words(table))


def png(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def pictured(path: Path, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    assert isinstance(picture, Image.Image)
    return picture


def test_a_page_is_read(tesseract: Tesseract, make_pdf: Callable[..., Path]) -> None:
    rows = [*paragraph(*LINES), *paragraph("Vuosi 2010 oli hyvä.", top=250)]
    found = tesseract.read(png(pictured(make_pdf([rows]), 300)), 300)
    assert found.text == "\n".join(LINES) + "\n\nVuosi 2010 oli hyvä."
    assert found.confidence > 0.9


def test_a_page_in_swedish_keeps_its_rings(
    tesseract: Tesseract, make_pdf: Callable[..., Path]
) -> None:
    found = tesseract.read(png(pictured(make_pdf([paragraph(*SWEDISH)]), 300)), 300)
    assert found.text == "\n".join(SWEDISH)


def test_a_page_of_a_pdf_is_read_as_pdfium_draws_it(
    tesseract: Tesseract, make_pdf: Callable[..., Path]
) -> None:
    document = pypdfium2.PdfDocument(make_pdf([paragraph(*LINES)]))
    try:
        found = tesseract.read(*picture(document[0], 300))
    finally:
        document.close()
    assert found.text == "\n".join(LINES)


def test_a_bad_picture_is_read_with_less_confidence(
    tesseract: Tesseract, make_pdf: Callable[..., Path]
) -> None:
    clear = pictured(make_pdf([paragraph(*LINES)]), 150)
    size = clear.width * clear.height
    noise = Image.frombytes("L", clear.size, random.Random(1).randbytes(size))
    blurred = Image.blend(clear.filter(ImageFilter.GaussianBlur(1.2)), noise, 0.4)
    found = tesseract.read(png(blurred), 150)
    assert "perheitä" in found.text
    assert 0.3 < found.confidence < tesseract.read(png(clear), 150).confidence


def test_an_empty_page_gives_nothing(tesseract: Tesseract) -> None:
    assert tesseract.read(png(Image.new("L", (600, 800), 255)), 100) == Recognised("", 0.0)


def test_a_broken_picture(tesseract: Tesseract) -> None:
    with pytest.raises(ExtractionError, match=r"^tesseract: \S[^\n]*$"):
        tesseract.read(b"\x89PNG\r\n\x1a\n" + bytes(60), 300)


@pytest.mark.parametrize("image", [b"", b"no picture", b"kuvat/sivu.png\n"])
def test_what_is_no_picture_is_not_given_on(image: bytes) -> None:
    # Tesseract would take it for a list of files, and read those.
    with pytest.raises(ExtractionError, match="not a picture"):
        Tesseract("nothing", "fin", "").read(image, 300)


def test_lines_and_paragraphs() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tl\tt\tw\th\tconf\ttext",
        "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t",
        ROW.format(1, 1, 1, 90, "Perhe-"),
        ROW.format(1, 1, 2, 80, "keskus"),
        ROW.format(1, 1, 2, 95, " "),
        ROW.format(1, 1, 2, 12, "~|"),
        ROW.format(1, 1, 2, 60, "avattiin."),
        ROW.format(1, 2, 1, 70, "Kevät"),
        ROW.format(2, 1, 1, 70, "Kesä"),
        ROW.format(2, 1, 1, "nan?", "rikki"),
        "5\t1\tliian lyhyt",
    ]
    expected = (90 * 6 + 80 * 6 + 60 * 9 + 70 * 5 + 70 * 4) / 30 / 100
    text = "Perhe-\nkeskus avattiin.\n\nKevät\n\nKesä"
    assert read("\n".join(rows)) == Recognised(text, round(expected, 3))


@settings(max_examples=60)
@given(st.text(st.sampled_from("5\t\n1.-aä9"), max_size=200) | st.text(max_size=100))
def test_any_table_is_read(table: str) -> None:
    found = read(table)
    assert 0.0 <= found.confidence <= 1.0


def test_an_error_is_one_line(script: Script) -> None:
    command = script("sys.stderr.write('cannot read\\nmore'); sys.exit(1)")
    with pytest.raises(ExtractionError) as caught:
        Tesseract(command, "fin", "").read(PNG, 300)
    assert str(caught.value) == "tesseract: cannot read"


def test_a_crash_is_an_error(script: Script) -> None:
    command = script("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(ExtractionError, match="exit code -9"):
        Tesseract(command, "fin", "").read(PNG + bytes(1_000_000), 300)


def test_a_page_that_takes_too_long(script: Script) -> None:
    command = script("import time; time.sleep(600)")
    with pytest.raises(ExtractionError, match=r"longer than 0\.2 s"):
        Tesseract(command, "fin", "", 0.2).read(PNG, 300)


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="cannot be run"):
        Tesseract(str(tmp_path / "nothing"), "fin", "").read(PNG, 300)


def test_one_core_and_no_shell(script: Script) -> None:
    command = script(
        "import os\nrow = '5 1 1 1 1 1 0 0 1 1 99'.split() + [' '.join(sys.argv[1:]) + '|' +"
        " os.environ['OMP_THREAD_LIMIT'] + '|' + sys.stdin.read()]\nprint('\\t'.join(row))"
    )
    found = Tesseract(command, "$(id)", "").read(b"II*\0kuva", 200)
    assert found.text == (
        "stdin stdout -l $(id) --dpi 200 -c thresholding_method=2 tsv|1|II*\0kuva"
    )


ANSWERS = """
print("tesseract 9.1" if "--version" in sys.argv else
      "List of available languages (3):\\neng\\n{}\\nosd")
"""


@pytest.mark.parametrize(
    ("installed", "asked", "languages"),
    [
        ("fin\\nswe", "fin+swe", "fin+swe"),
        ("fin", "fin+swe", "fin"),
        ("swe", "fin+swe", "swe"),
        ("fin\\nswe", "swe+fin+sme", "swe+fin"),
    ],
)
def test_the_languages_that_are_there(
    script: Script, installed: str, asked: str, languages: str
) -> None:
    command = script(ANSWERS.format(installed))
    expected = Tesseract(command, languages, f"tesseract 9.1 {languages}", 5)
    assert find_tesseract(asked, 5) == expected
    assert find_tesseract(asked, 5) is find_tesseract(asked, 5)


@pytest.mark.parametrize(
    "body", [ANSWERS.format("ger"), "sys.exit(1)", "sys.exit('--version' in sys.argv)"]
)
def test_a_command_that_is_no_use(script: Script, body: str) -> None:
    script(body)
    assert find_tesseract() is None


@pytest.mark.parametrize("asked", ["", "+", "--help", "List of available languages (3):x"])
def test_odd_languages(script: Script, asked: str) -> None:
    script(ANSWERS.format("fin"))
    assert find_tesseract(asked) is None


def test_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_tesseract() is None


def test_a_command_that_cannot_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tesseract"
    path.write_bytes(b"\x7fELF no program")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_tesseract() is None
