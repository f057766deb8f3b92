"""Answers in the plans' own words: a sentence, a list inside it, or the titles it names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.answer.asked.reading import Ask
from kg.answer.figures.levels import answer_level
from kg.answer.fitting import DEPTH, ENOUGH, fitting
from kg.answer.folding import fold
from kg.answer.model import ANSWERED, Answer, AnswerRow, Citation
from kg.answer.quotes.cells import said_cells
from kg.answer.quotes.columns import said_row
from kg.answer.quotes.enumerated import asked_noun, kind_of
from kg.answer.quotes.heading_lists import alike_headings, are_alike, section_rows
from kg.answer.quotes.holders import tells_others
from kg.answer.quotes.lists import (
    Listed,
    kind_rows,
    list_rows,
    title_rows,
)
from kg.answer.quotes.named_sets import asked_parts, only_counts
from kg.answer.quotes.parks import PAUSE, park_over
from kg.answer.quotes.passages import (
    Found,
    adds_nothing,
    find_sentences,
    lacks_core,
    quote_of,
    shown_passages,
    weights_of,
)
from kg.answer.quotes.set_members import Part
from kg.answer.quotes.states import UNDER_WAY, asks_state, by_state, stage_of
from kg.text.normalize import quoted

LISTED = 0.5  # the same for a sentence that lists exactly as many things as are asked for
NEAR_BEST = 0.02
MOST_UNUSED, SURE_QUOTE = 0.4, 0.85  # of a question's weight: what one relation may leave aside, what a quote holds
MOST_HEADINGS = 2  # told before a quote
MANIFOLD = 6  # characters of a kind that is told by two words and more
FEWEST = 2
COUNTS = "零一两三四五六七八九十"
HOW_MANY_NAMED = re.compile("(?:几|多少)[个家座处条](?P<noun>[\u4e00-\u9fff]{2,8})[？?]?$")
# The same with the noun before: 建设的示范区有几个.
HOW_MANY_BEHIND = re.compile(
    "的(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:一共|总共|共计|共|总|都|目前|现在)*[有是](?:几|多少)[个家座处条][？?]?$"
)


def answer_quote(ask: Ask, least: float = ENOUGH) -> Answer | None:
    """The best sentence with its citation; None where no sentence holds the question and an answer of its form."""
    if level := answer_level(ask):
        return level
    parts = asked_parts(ask)[0]
    is_told = len(parts) == 1 and only_counts(ask, parts[0])
    if (ask.question.form in {"", "number", "date"} and _names_places_alone(ask)) or (len(parts) == 1 and not is_told):
        return None  # what is listed beside the words of a set is another set
    found, hits = find_sentences(ask)
    found = [
        one
        for one in found
        if one.fits and one.score >= LISTED and not (lacks_core(ask, one) or adds_nothing(ask, one))
    ]
    found = [one for one in fitting(ask, found) if not tells_others(ask, one)]
    good = [one for one in found if one.score >= least]
    listed = alike_headings(ask) or kind_rows(ask, found) or _listed(ask, found) or section_rows(ask)
    if not are_alike(ask, listed):
        return None
    if parts and not (listed and (is_told or _is_whole_formula(listed, parts))):
        return None
    if not good and not listed:
        return _counted_names(ask)
    rows, text = listed or title_rows(ask, good[0]) or _quoted(ask, good)
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits))


def _is_whole_formula(listed: Listed, parts: Sequence[Part]) -> bool:
    """Whether a sentence that writes the formula lists as many things as all its parts together: “一横两纵”道路甲、乙、丙."""
    rows, formula = listed[0], "[、，]?".join(part.written for part in parts)
    written = all(re.search(formula, one.quote) for row in rows for one in row.evidence)
    return written and len(rows) == sum(part.count or 0 for part in parts)


def whole(ask: Ask, found: Answer) -> Answer | None:
    """A relation's list, or that of a sentence which has the asked number, tells all holders with theirs, or uses more of the question.

    A list of another number than is asked for says so; None where the number is of a named set.
    """
    wanted, parts = ask.question.number_of, asked_parts(ask)[0]
    if len(parts) > 1 and sum(part.count or 0 for part in parts) != len(found.answers):
        return None
    is_asked = wanted is None or wanted in {len(found.answers), len(ask.question.entities(ask.intent.gives))}
    if not is_asked and (told := answer_quote(ask)) and len(told.answers) == wanted:
        return told
    if not is_asked and parts:
        return None
    if ask.intent.name == "holders_of_title":
        told = answer_quote(replace(ask, question=replace(ask.question, number_of=None, text=_of_firms(ask, found))))
        found = told if told and _tells_all(told.answers, found.answers) else found
    if is_asked:
        return (answer_quote(ask, SURE_QUOTE) if found.query and unused(ask) > MOST_UNUSED else None) or found
    other = ask.asking.message("other_number", wanted=wanted, n=len(found.answers))
    return replace(found, text=f"{found.text}{other}")


def _of_firms(ask: Ask, found: Answer) -> str:
    """The question with what holds the honour in words, where it names the honour alone and firms hold it: 有哪些独角兽."""
    titles = "|".join(re.escape(link.text) for link in ask.question.links if link.of_type(["Title"]))
    is_bare = titles and all(row.type == "Enterprise" for row in found.answers)
    behind = "(?=$|[？?]|(?:都|分别)?(?:有|是)(?:哪|谁))"
    return re.sub(f"({titles}){behind}", r"\1企业", ask.question.text) if is_bare else ask.question.text


def _tells_all(told: Sequence[AnswerRow], found: Sequence[AnswerRow]) -> bool:
    """Whether a sentence lists more holders, the found ones among them, and as many as it says: 甲、乙、丙3家."""
    count = "|".join((str(len(told)), COUNTS[len(told)] if len(told) < len(COUNTS) else "-"))
    closed = all(re.search(rf"(?<!等)(?<!\d)(?:{count})[家户个]", one.quote) for row in told for one in row.evidence)
    names = [fold(row.name) for row in told if row.type == "Enterprise"]
    forms = [[fold(name) for name in (row.name, *row.aliases)] for row in found]
    held = (any(form.startswith(name) for form in own for name in names) for own in forms)
    return len(names) == len(told) > len(found) and closed and all(held)


def _counted_names(ask: Ask) -> Answer | None:
    """How many names of the asked kind the plan lists, where no sentence gives their number; None for a list that goes on (等)."""
    text = ask.question.text
    many = HOW_MANY_NAMED.search(text) or HOW_MANY_BEHIND.search(text) if ask.question.form == "number" else None
    if not many:
        return None
    text = f"{text[: many.start()]}哪些{many['noun']}？"
    listed = answer_quote(replace(ask, question=replace(ask.question, text=text, form="list", number_of=None)))
    names = [row.name for row in listed.answers] if listed else []
    if not listed or len(names) < FEWEST or not all(name.endswith(many["noun"][-2:]) for name in names):
        return None
    goes_on = any(f"{names[-1]}等" in one.quote for row in listed.answers for one in row.evidence)
    return (
        None if goes_on else replace(listed, question=ask.question.text, text=f"规划列出{len(names)}个：{listed.text}")
    )


def answer_kind(ask: Ask) -> Answer | None:
    """What the plans themselves call so, where more than a plain word tells the kind: 公共技术平台, 数字化管理平台."""
    found, hits = find_sentences(ask)
    listed = kind_rows(ask, [one for one in found if one.fits and not lacks_core(ask, one)], MANIFOLD)
    rows, text = listed or ((), "")
    return Answer(ask.question.text, ANSWERED, "passage", text, rows, None, shown_passages(hits)) if rows else None


def _names_places_alone(ask: Ask) -> bool:
    """Whether a question names a region and nothing else: any sentence about the place would do, so none answers."""
    regions = [link.text for link in ask.question.links if link.of_type(["Region"])]
    return bool(ask.question.words) and all(any(word in region for region in regions) for word in ask.question.words)


def unused(ask: Ask) -> float:
    """The weighted share of the question's words that its reading makes no use of: neither a name nor a cue."""
    words = weights_of(ask)
    names = [ask.asking.spell(link.text) for link in ask.question.links]
    cues = "".join(match[0] for cue in ask.intent.cues for match in cue.finditer(ask.question.text))
    idle = [word for word in words if not any(word in name for name in names) and word not in ask.asking.spell(cues)]
    verbs = {ask.asking.spell(verb) for said in ask.asking.verbs.values() for verb in said}
    rest = sum(words[word] for word in idle if word not in ask.asking.kinds and word not in verbs)
    return rest / (sum(words.values()) or 1.0)


def _listed(ask: Ask, found: Sequence[Found]) -> Listed | None:
    """The list of the first sentence that has one; a weaker sentence counts only when the number of items is the one asked for."""
    best = max((one.score for one in found), default=0.0)
    for one in found[:8]:
        exact = ask.question.number_of is not None
        if one.score >= (LISTED if exact else max(ENOUGH, best)) and (rows := list_rows(ask, one)):
            return rows
    return None


def _beside(ask: Ask, good: Sequence[Found]) -> list[Found]:
    """The best sentence and, for a figure, one of another document that fits as well."""
    if ask.question.form != "number":
        return [good[0]]
    others = [
        one for one in good[1:] if one.document.id != good[0].document.id and one.score >= good[0].score - NEAR_BEST
    ]
    return [good[0], *others[:1]]


def _quoted(ask: Ask, good: Sequence[Found]) -> Listed:
    """The best sentence; where a state is asked for, first one that tells what is done, and it is said where none does."""
    if not asks_state(ask.question.text):
        return _quote_rows(ask, _beside(ask, good))
    names = [name for link in ask.question.links for one in link.entities for name in (one.name, *one.aliases)]
    first = good[:DEPTH]
    told = [(citation := one.cite(one.start, one.end), stage_of(citation, names)) for one in first]
    best = by_state(ask, told)[0]
    rows, text = _quote_rows(ask, [first[best]])
    return rows, text if told[best][1] <= UNDER_WAY else f"{ask.asking.message('no_state')}{text}"


def _quote_rows(ask: Ask, found: Sequence[Found]) -> Listed:
    rows, said = [], []
    for one in found:
        citation = one.cite(one.start, one.end)
        cells = said_cells(ask, citation)  # of a long row too, which else is cut
        citation = citation if cells else one.cite(*quote_of(ask, one))
        words = cells or said_row(citation, ask.context.documents)
        words = words or re.sub(r"\s*\t\s*", "，", citation.quote.strip())
        rows.append(park_over(ask, citation) or AnswerRow(words, "Passage", evidence=(citation,)))
        said.append(f"{_headed(ask, citation)}{words.rstrip('。，；')}（{citation.official}）。")
    return tuple(rows), "".join(said)


def _headed(ask: Ask, citation: Citation) -> str:
    """The headings over a quote that hold what it leaves unsaid: a word of the question, or a name of the kind asked for."""
    quote = ask.asking.spell(citation.quote)
    asked = kind_of(ask.asking, asked_noun(ask.question.text))
    left = [word for word in ask.question.words if word not in quote]
    told = [
        part
        for part in citation.section
        if ask.asking.spell(part) not in quote
        and (
            any(word in ask.asking.spell(part) for word in left)
            or (asked == "Park" and kind_of(ask.asking, PAUSE.split(part)[0]) == asked)
        )
    ]
    return f"{''.join(map(quoted, told[-MOST_HEADINGS:]))}之下写到：" if told else ""
