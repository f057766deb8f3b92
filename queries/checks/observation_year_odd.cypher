// question: 数值的年份不像年份
// repair: 请看原文并改正年份后重新加入。
// returns: id, name, detail, document_id, quote
// why: a year of another century is a number read wrongly; “十四五”期间 has no digits
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE o.year >= '0' AND o.year < 'A' AND (size(o.year) < 4 OR o.year < '1949' OR o.year > '2101')
RETURN o.id AS id, i.name AS name, o.year AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, quote
