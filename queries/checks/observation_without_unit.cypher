// question: 数值没有单位
// repair: 请看原文：位次、指数、比例本无单位的不必处理；单位写在表头或表上方而没有读出的，改成“单位：万元”的写法后重新加入。
// returns: id, name, detail, document_id, quote
// why: two numbers without units cannot be compared
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE o.unit = '' AND o.number IS NOT NULL
RETURN o.id AS id, i.name AS name, o.name AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, quote
