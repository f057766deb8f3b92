// question: 数值没有年份
// repair: 请看原文：原文确无年份的不必处理；年份写在表头或上文的，补写后重新加入。
// returns: id, name, detail, document_id, quote
// why: it cannot stand in a series
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE o.year = ''
RETURN o.id AS id, i.name AS name, o.name AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, quote
