// question: 指标没有数值
// repair: 请看原文：只提到名称的不必处理；表中有数而没有读出的，核对表头后重新加入。
// returns: id, name, detail, document_id, quote
// why: its number may stand in a place that was not read
MATCH (i:Indicator)
WHERE NOT EXISTS { MATCH (i)-[:HAS_VALUE]->(o:Observation) }
RETURN i.id AS id, i.name AS name, '' AS detail, '' AS document_id, '' AS quote
ORDER BY id
