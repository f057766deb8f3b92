"""Findings for a reader: a check, how often, a few examples with document and quote, how to repair it."""

from collections.abc import Iterable, Iterator

from kg.checks.model import SEVERITIES, Finding

LONGEST_QUOTE = 60


def iter_report(findings: Iterable[Finding], *, examples: int, checks: int) -> Iterator[str]:
    """The lines to print; `checks`: how many checks were run."""
    by_check: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_check.setdefault((finding.severity, finding.check), []).append(finding)
    for (severity, name), found in by_check.items():
        yield f"{severity:5}　{found[0].question}（{name}）：{len(found)} 处"
        yield from (f"　　　· {_said(one)}" for one in found[:examples])
        if len(found) > examples:
            yield f"　　　……另有 {len(found) - examples} 处（--examples {len(found)} 全部列出）"
        yield f"　　　修复：{found[0].repair}"
    counts = (f"{kind} {sum(key[0] == kind for key in by_check)} 项" for kind in SEVERITIES)
    yield f"共 {checks} 项检查：{'、'.join(counts)}" + ("" if by_check else "，没有发现问题")


def _said(finding: Finding) -> str:
    place = finding.place
    quote = " ".join(place.quote.split())
    quote = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + "…"
    said = "：".join(part for part in (place.name, place.detail) if part)
    where = "　".join(part for part in (finding.document, f"“{quote}”" if quote else "") if part)
    return f"{said}　［{where}］" if where else said
