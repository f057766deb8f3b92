"""`python -m kg searches` and `python -m kg watch`: the lines come back for the command line to print."""

import argparse
import json
from collections.abc import Iterator

from kg.answer.model import official
from kg.coverage.sheet import WAYS
from kg.coverage.speaking import Passage, passage_row
from kg.engine import Engine
from kg.errors import QueryError
from kg.finding.options import LIMITS
from kg.search import SearchFilters
from kg.watching.news import News, Watch, keep
from kg.watching.saved import SavedSearch, find_search, load_searches, remove_search


def iter_searches(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """searches save NAME QUERY | list | remove NAME | run NAME."""
    home = engine.settings.home
    if args.action == "list":
        for search in load_searches(home).values():
            limits = "；".join(f"{key}={value}" for key, value in search.to_json()["filters"].items())
            yield _json(search.to_json()) if args.json else "\t".join(filter(None, (search.name, search.query, limits)))
        return
    if not args.name:
        raise QueryError(f"searches {args.action}：没有给出常用检索的名称；请写在后面")
    if args.action == "save":
        yield from _save(engine, args)
    elif args.action == "remove":
        remove_search(home, args.name)
        yield _json({"removed": args.name}) if args.json else f"已删除常用检索“{args.name}”"
    else:
        yield from _run(engine, find_search(load_searches(home), args.name), as_json=args.json)


def _save(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """Keeps a search; what is in already counts as looked at, so that the next `watch` tells what came after."""
    limits = {field: tuple(getattr(args, field)) for field, _ in LIMITS.values()}
    search = SavedSearch(args.name.strip(), args.query.strip(), SearchFilters(**limits))
    news = keep(Watch(engine), engine.settings.home, search, replace=args.replace)
    told = {**search.to_json(), "total": len(news.passages)}
    yield _json(told) if args.json else f"已保存常用检索“{search.name}”，现有 {len(news.passages)} 段"


def _run(engine: Engine, search: SavedSearch, *, as_json: bool) -> Iterator[str]:
    """All passages of a search as they are now; what is new stays new for `watch`."""
    passages = Watch(engine).passages(search)
    if as_json:
        yield _json({**search.to_json(), "passages": [passage_row(one) for one in passages]})
        return
    yield f"【{search.name}】{search.query}：{len(passages)} 段"
    yield from map(_passage_text, passages)


def iter_watch(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """watch [NAME…]: remembers what it told once the last line has been taken."""
    searches = load_searches(engine.settings.home)
    chosen = [find_search(searches, name) for name in args.names] or list(searches.values())
    if not chosen and not args.json:
        yield "还没有常用检索；用 `python -m kg searches save 名称 检索词` 保存"
    watch = Watch(engine)
    told = watch.look(chosen)
    for news in told:
        if args.json:
            yield _json(news_row(news))
        else:
            yield from _news_text(news)
    watch.remember(told, names=searches)
    failed = [news.search.name for news in told if news.failure]
    if failed:
        raise QueryError(f"{'、'.join(failed)}：没有运行成功，原因见上；其余各条已看完")


def news_row(news: News) -> dict[str, object]:
    """The news of one search, as `--json` tells it."""
    return {
        "name": news.search.name,
        "query": news.search.query,
        "total": len(news.passages),
        "first": news.first,
        "new": [passage_row(one) for one in news.new],
        "gone": [{"document": one.document, "section": list(one.section), "quote": one.quote} for one in news.gone],
        "error": news.failure or None,
    }


def _news_text(news: News) -> Iterator[str]:
    head = f"【{news.search.name}】{news.search.query}："
    if news.failure:
        yield f"{head}没有运行成功（{news.failure}）"
        return
    first = "（第一次查看）" if news.first else ""
    told = [f"新增 {len(news.new)} 段" if news.new else "没有新增", f"消失 {len(news.gone)} 段" if news.gone else ""]
    yield f"{head}{'，'.join(filter(None, told))}，共 {len(news.passages)} 段{first}"
    yield from (f"  新增{_passage_text(one)}" for one in news.new)
    yield from (f"  消失  {official(one.title, one.section)}：“{_line(one.quote)}”" for one in news.gone)


def _passage_text(passage: Passage) -> str:
    return f"  {passage.citation.official}：“{_line(passage.citation.quote)}”（{WAYS[passage.way]}）"


def _line(text: str) -> str:
    return " ".join(text.split())


def _json(row: object) -> str:
    return json.dumps(row, ensure_ascii=False)
