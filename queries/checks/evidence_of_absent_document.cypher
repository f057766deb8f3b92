// question: 事实出自已不在库中的文件
// repair: 请运行 `python -m kg rebuild --graph` 重新生成图谱。
// returns: id, name, detail, document_id, quote
// why: a replaced or removed document must leave nothing behind
OPTIONAL MATCH (d:Document)
WITH collect(d.id) AS ids
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT'] AND NOT r.document_id IN ids
RETURN s.id AS id, s.name AS name, type(r) AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, o.id
