"""Makes the sample plans of an invented district from samples/source: docx, html, pdf and a GB18030 txt.

    python scripts/make_samples.py

The same sources give the same bytes on every machine: timestamps and ids are fixed.
"""

from pathlib import Path

from scripts.sample_formats import write_docx, write_html, write_pdf, write_txt
from scripts.sample_source import read_source

ROOT = Path(__file__).resolve().parent.parent
SOURCE, PLANS = ROOT / "samples" / "source", ROOT / "samples" / "plans"
FILES = (
    ("plan.md", "澄湖区“十五五”时期科技创新与产业发展规划.docx", write_docx),
    ("action.md", "澄湖区推动科技成果转化行动方案.html", write_html),
    ("notes.md", "澄湖区科技创新与产业发展规划起草说明.pdf", write_pdf),
    ("older.md", "澄湖区“十四五”时期科技创新发展规划.txt", write_txt),
)


def main() -> None:
    """Writes every sample."""
    PLANS.mkdir(parents=True, exist_ok=True)
    for source, name, write in FILES:
        write(read_source(SOURCE / source), PLANS / name)
        print(PLANS / name)


if __name__ == "__main__":
    main()
