"""Writes a sample text as a page of a government site: navigation, scripts and foot around the text."""

from html import escape
from pathlib import Path

from scripts.sample_source import Block, Source, cells_of, without_notes

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}_{site}</title>
<style>body {{ font-family: serif; }} td, th {{ border: 1px solid #999; padding: 4px; }}</style>
<script>var visits = 0; function count() {{ visits = visits + 1; }}</script>
</head>
<body onload="count()">
<header><div class="logo">{site}</div></header>
<nav><ul><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li><li><a href="#">办事服务</a></li></ul></nav>
<div class="breadcrumb"><a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">政府文件</a></div>
<main>
<article>
{body}
</article>
</main>
<aside><h3>相关链接</h3><ul><li><a href="#">一图读懂</a></li><li><a href="#">政策问答</a></li></ul></aside>
<footer><p>主办单位：云岫市澄湖区人民政府办公室　网站地图　联系我们</p></footer>
</body>
</html>
"""


def write_html(source: Source, path: Path) -> None:
    """The whole text as one page."""
    body = "\n".join(element_of(block) for block in source.blocks)
    page = PAGE.format(title=escape(source.facts["title"]), site=escape(source.facts["head"]), body=body)
    path.write_text(page, encoding="utf-8", newline="\n")


def element_of(block: Block) -> str:
    """One block as an element."""
    text = escape(block.number + without_notes(block.text), quote=False)
    if block.kind == "table":
        return table_of(block.grid)
    if block.kind == "heading":
        return f"<h{block.level + 1}>{text}</h{block.level + 1}>"
    if block.kind == "title":
        return f"<h1>{text}</h1>"
    if block.kind == "right":
        return f'<p style="text-align: right">{text}</p>'
    if block.kind == "caption":
        return f'<p style="text-align: center"><strong>{text}</strong></p>'
    return f"<p>　　{text}</p>" if block.kind == "text" else f"<p>{text}</p>"


def table_of(grid: tuple[tuple[str, ...], ...]) -> str:
    """A table with rowspan and colspan."""
    rows: list[list[str]] = [[] for _ in grid]
    for cell in cells_of(grid):
        spans = f' rowspan="{cell.row_span}"' * (cell.row_span > 1) + f' colspan="{cell.column_span}"' * (
            cell.column_span > 1
        )
        tag = "th" if cell.row == 0 else "td"
        rows[cell.row].append(f"<{tag}{spans}>{escape(cell.text, quote=False)}</{tag}>")
    return "<table>\n" + "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "\n</table>"
