"""Small documents for tests of index and search: a section path and its passages, spans kept right."""

from collections.abc import Mapping, Sequence

from kg.ids import make_id
from kg.records import Chunk, Document, Extraction, Mention

Passage = str | tuple[str, str]  # text, or (header, text) for a table row


def make_plan(
    name: str, parts: Mapping[str, Sequence[Passage]], *, title: str = "", mentions: Sequence[tuple[str, str]] = ()
) -> Document:
    """A document whose sections are the keys (「一、甲>（一）乙」); `mentions`: (text, type), at its first place."""
    document_id = make_id("doc", name)
    text, chunks = "", []
    for path, passages in parts.items():
        for passage in passages:
            header, body = passage if isinstance(passage, tuple) else ("", passage)
            start = len(text)
            text += body + "\n"
            chunk_id, kind = make_id("chk", document_id, start), "table_row" if header else "text"
            span = (start, start + len(body))
            chunks.append(Chunk(chunk_id, document_id, "sec", tuple(path.split(">")), body, *span, kind, header))
    found = [Mention(text.index(word), text.index(word) + len(word), word, kind) for word, kind in mentions]
    return Document(
        document_id,
        name,
        title or name,
        "sha",
        text,
        chunks=tuple(chunks),
        extraction=Extraction(mentions=tuple(found)),
    )


def sample_plans() -> list[Document]:
    """Two plans of an invented district."""
    plan = make_plan(
        "青川区产业规划.txt",
        {
            "目录": ["一、总体要求……………………1\n二、重点任务……………………5"],
            "一、总体要求": ["一、总体要求", "到2030年，全区数字经济增加值达到380亿元，年均增长8%以上。"],
            "二、重点任务>（一）培育企业": [
                "支持云岭生物扩建疫苗车间，建设生物医药中试平台。",
                "建立独角兽企业培育库，为瞪羚企业配备服务专员。",
            ],
            "二、重点任务>（二）人才": ["建设人才公寓2000套，解决青年人才住房问题。", "为高层次人才子女安排优质学位。"],
            "附件 任务分工": [
                ("任务｜责任单位", "建设生物医药中试平台\t区科委\t2027年"),
                ("任务｜责任单位", "盘活闲置土地\t区规自分局\t2026年"),
            ],
        },
        title="青川区“十五五”产业发展规划",
        mentions=[("云岭生物", "Enterprise"), ("生物医药", "Industry"), ("区科委", "Department")],
    )
    notice = make_plan(
        "青川区通知.txt",
        {
            "": [
                "青政发〔2026〕12号",
                "2026年3月5日",
                "现将《青川区“十五五”产业发展规划》印发给你们，请认真贯彻执行。",
            ],
            "一、水库保护": ["加强水库一级保护区巡查，严控面源污染。", "完善山洪灾害监测预警，汛前完成隐患排查。"],
        },
    )
    return [plan, notice]
