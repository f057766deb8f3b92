"""Web pages: main content, spans, headings, encodings; scripts, forms and navigation left out."""

from pathlib import Path

import pytest

from ingest.blocks import Paragraph, RawTable, Reading
from ingest.readers import read_file
from ingest.readers.grid import rows_of

SENTENCE = "坚持创新驱动发展战略，加快形成现代化产业体系，推动全区产业高质量发展。"


def read_html(folder: Path, body: str, head: str = '<meta charset="utf-8">') -> Reading:
    (folder / "plan.html").write_text(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return read_file(folder / "plan.html")


def texts_of(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def test_headings_paragraphs_and_breaks(tmp_path: Path) -> None:
    reading = read_html(tmp_path, "<h2>一、要求</h2><p>第一段。<br>第二段。</p><div>第三段<b>加粗</b>。</div>")
    assert reading.blocks == (
        Paragraph("一、要求", 2),
        Paragraph("第一段。"),
        Paragraph("第二段。"),
        Paragraph("第三段加粗。"),
    )


def test_spans_caption_and_header_rows(tmp_path: Path) -> None:
    table = (
        "<table><caption>表1 指标</caption><thead><tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr>"
        "<tr><th>2025年</th><th>2030年</th></tr></thead><tr><td>产值</td><td>300</td><td>500</td></tr></table>"
    )
    (block,) = read_html(tmp_path, table).blocks
    assert isinstance(block, RawTable)
    assert block.caption == "表1 指标"
    assert block.header_rows == 2
    assert rows_of(block) == [["指标", "目标", "目标"], ["指标", "2025年", "2030年"], ["产值", "300", "500"]]


def test_a_span_beyond_the_table_ends_with_it(tmp_path: Path) -> None:
    table = "<table><tr><td rowspan=99>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>"
    (block,) = read_html(tmp_path, table).blocks
    assert isinstance(block, RawTable)
    assert rows_of(block) == [["甲", "1"], ["甲", "2"], ["甲", "3"]]


def test_scripts_forms_navigation_and_hidden_parts_are_left_out(tmp_path: Path) -> None:
    body = (
        "<nav>首页</nav><header>网站名</header><script>alert('脚本')</script><style>p{}</style><form>搜索<input value=x></form>"
        f"<div class='breadcrumb'>当前位置</div><p style='display: none'>隐藏</p><p>{SENTENCE}</p>"
        "<div class='share'>分享到</div><aside>相关</aside><footer>版权</footer><!-- 注释 -->"
    )
    assert texts_of(read_html(tmp_path, body)) == [SENTENCE]


def test_script_in_a_table_cell_is_not_text(tmp_path: Path) -> None:
    (block,) = read_html(
        tmp_path, "<table><tr><td>甲<script>x()</script></td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    ).blocks
    assert isinstance(block, RawTable)
    assert rows_of(block)[0] == ["甲", "1"]


def test_main_content_where_it_is_clear(tmp_path: Path) -> None:
    body = f"<div><a>频道一</a> <a>频道二</a></div><div id='zoom'><p>{SENTENCE}</p><p>{SENTENCE}</p></div><div>主办单位</div>"
    assert texts_of(read_html(tmp_path, body)) == [SENTENCE, SENTENCE]


def test_a_layout_table_is_walked_through(tmp_path: Path) -> None:
    body = f"<table><tr><td><p>{SENTENCE}</p><table><tr><td>指标</td><td>值</td></tr><tr><td>产值</td><td>3</td></tr></table></td></tr></table>"
    paragraph, table = read_html(tmp_path, body).blocks
    assert paragraph == Paragraph(SENTENCE)
    assert isinstance(table, RawTable)


def test_lists(tmp_path: Path) -> None:
    reading = read_html(
        tmp_path, "<ol><li>建设平台</li><li>引进人才</li></ol><ul><li>其他</li></ul><ol><li>一、自带编号</li></ol>"
    )
    assert texts_of(reading) == ["1.建设平台", "2.引进人才", "其他", "一、自带编号"]


def test_title_of_the_article_before_that_of_the_page(tmp_path: Path) -> None:
    head = '<meta charset="utf-8"><meta name="ArticleTitle" content="青河区规划"><title>青河区规划_政府网站</title>'
    assert read_html(tmp_path, "<p>正文</p>", head).title == "青河区规划"


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gbk"), ("GBK", "gbk"), ("utf-8", "utf-8"), ("", "utf-8"), ("", "gb18030")]
)
def test_encodings(declared: str, encoding: str, tmp_path: Path) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    source = f"<html><head>{head}</head><body><p>{SENTENCE}镕</p></body></html>"
    (tmp_path / "plan.htm").write_bytes(source.encode(encoding))
    assert texts_of(read_file(tmp_path / "plan.htm")) == [SENTENCE + "镕"]
