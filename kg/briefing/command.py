"""`python -m kg brief SUBJECT --out FILE`: a briefing as Word or Markdown."""

import argparse
import re
from collections.abc import Iterator

from kg.briefing.make import make_briefing
from kg.briefing.subject import KINDS, make_subject
from kg.briefing.template import CONTENTS, choose_template, iter_names, load_templates
from kg.calls import write_file
from kg.engine import Engine
from kg.errors import QueryError, SettingsError
from kg.wordfile import to_docx, to_markdown

FORMATS = (".docx", ".md")


def iter_brief(engine: Engine, args: argparse.Namespace) -> Iterator[str]:
    """Writes the briefing and says so; without --out the lines are its Markdown. Refuses another ending of the file."""
    if args.templates:
        for one in load_templates(engine.settings.home).values():
            kinds = "、".join(KINDS[kind] for kind in one.kinds)
            yield f"{one.name}（{kinds}）：{'、'.join(iter_names(one.parts))}"
        return
    if args.out and args.out.suffix.lower() not in FORMATS:
        raise SettingsError(f"{args.out}：不能识别的文件类型；请以 .docx 或 .md 结尾")
    subject = make_subject(engine, args.subject, kind=args.kind, other=args.other)
    template = choose_template(engine.settings.home, subject.kind, args.template)
    made = make_briefing(
        engine, subject, template, contents=parse_contents(args.sections), drafted=args.draft, quotes=args.quotes
    )
    if args.out:
        word = args.out.suffix.lower() == ".docx"
        write_file(args.out, to_docx(made.paper) if word else to_markdown(made.paper).encode("utf-8"))
        yield f"已写入 {args.out}：{made.title}，引用来源{len(made.paper.sources)}处"
    else:
        yield to_markdown(made.paper)
    if made.prose and made.prose.note:
        yield made.prose.note


def parse_contents(text: str) -> list[str]:
    """The contents of a list of names, Chinese or as templates write them; refuses an unknown one."""
    names = {name: key for key, name in CONTENTS.items()}
    found = []
    for one in re.split(r"[,，、]", text) if text.strip() else []:
        plain = one.strip()
        if plain not in names and plain not in CONTENTS:
            raise QueryError(f"{plain}：没有这一部分；可以是 {'、'.join(names)}")
        found.append(names.get(plain, plain))
    return found
