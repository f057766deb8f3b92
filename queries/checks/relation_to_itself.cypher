// question: 事实的主语和宾语是同一个
// repair: 请看原文：两个名称被并成一个的，用 `python -m kg judge different ID1 ID2 --who 姓名` 分开。
// returns: id, name, detail, document_id, quote
// why: two mentions of one thing were taken for two
MATCH (s)-[r]->(o)
WHERE s.id = o.id AND NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
RETURN s.id AS id, s.name AS name, type(r) AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail
