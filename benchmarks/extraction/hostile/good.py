"""Good documents, to be broken."""

from __future__ import annotations

import functools
import io

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Hankkeen loppuraportti",
    "Perhekeskus kokosi neuvolan, varhaiskasvatuksen ja koulun samaan verkostoon.",
    "Vanhemmat toivoivat iltaisin auki olevaa kohtaamispaikkaa, ja se avattiin syksylla.",
    "Työntekijät kouluttautuivat systeemiseen työotteeseen kahden vuoden aikana.",
    "Arvioinnin mukaan lasten palvelut löytyivät aiempaa nopeammin.",
)


@functools.cache
def report(pages: int = 6, *, packed: bool = True) -> bytes:
    """A report of some pages."""
    return _made(pages, packed=packed)


def locked(user: str, owner: str, bits: int) -> bytes:
    """A report that needs a password to open, or to change."""
    return _made(2, encryption=StandardEncryption(user, owner, canCopy=0, strength=bits))


def _made(
    pages: int, *, packed: bool = True, encryption: StandardEncryption | None = None
) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=int(packed), encrypt=encryption)
    canvas.setTitle(LINES[0])
    for number in range(1, pages + 1):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Luku {number}", f"p{number}")
        for row in range(30):
            canvas.drawString(72, 770 - 20 * row, f"{LINES[row % len(LINES)]} {row * number}")
        canvas.drawCentredString(297, 40, str(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
