"""Sets 对照.txt with chengwen and 对照.typ with Typst, and puts the pages side by side.

    python3 render.py CHENGWEN FONTS OUT

CHENGWEN is the built command, FONTS the folder of the project's fonts (Typst finds the system's by
itself), OUT the folder for the pictures: 对照1.png to 对照3.png, ours left, Typst right. Needs the
packages typst and Pillow, and pdftoppm.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import typst
from PIL import Image

RESOLUTION = 72
HERE = Path(__file__).resolve().parent
# Before it stand the 公文 that the annexes belong to, and its 署名; Typst sets the annexes only.
FIRST_ANNEX_PAGE = 3


def pages(pdf: Path, first: int, work: Path) -> list[Image.Image]:
    stem = work / pdf.stem
    subprocess.run(
        ["pdftoppm", "-r", str(RESOLUTION * 2), "-gray", "-png", "-f", str(first), pdf, stem],
        check=True,
    )
    return [Image.open(path) for path in sorted(work.glob(pdf.stem + "-*.png"))]


def crop(page: Image.Image) -> Image.Image:
    """The type area with a few millimetres around it."""
    mm = RESOLUTION * 2 / 25.4
    box = tuple(round(x * mm) for x in (22, 33, 190, 262))
    small = page.crop(box)
    return small.resize((small.width * 2 // 3, small.height * 2 // 3), Image.LANCZOS)


def main() -> None:
    chengwen, fonts, out = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours, theirs = work / "ours.pdf", work / "typst.pdf"
        subprocess.run(
            [chengwen, "fill", "通知", HERE / "对照.txt", "-o", ours, "--free-fonts"], check=True
        )
        typst.compile(str(HERE / "对照.typ"), output=str(theirs), font_paths=[fonts])
        pairs = zip(pages(ours, FIRST_ANNEX_PAGE, work), pages(theirs, 1, work))
        for number, (left, right) in enumerate(pairs, start=1):
            left, right = crop(left), crop(right)
            sheet = Image.new("L", (left.width + right.width + 12, left.height), 160)
            sheet.paste(left, (0, 0))
            sheet.paste(right, (left.width + 12, 0))
            sheet.quantize(16).save(out / f"对照{number}.png", optimize=True)


if __name__ == "__main__":
    main()
