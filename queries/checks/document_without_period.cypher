// question: 规划类文件没有规划期
// repair: 请在文件名或标题写明年份（2026—2030年），或在正文写“规划期限为…”，再重新加入。
// returns: id, name, detail, document_id, quote
// why: the years of its targets cannot be told from it
MATCH (d:Document)
WHERE d.period_start = '' AND (d.kind CONTAINS '规划' OR d.kind CONTAINS '行动' OR d.kind = '实施方案')
RETURN d.id AS id, d.name AS name, d.kind AS detail, d.id AS document_id, d.heading AS quote
ORDER BY id
