// question: 数值没有说明是谁的
// repair: 请看原文：主语写在标题或上文里的，补写在句中后重新加入；地区名不在地名表的，补进 ontology/gazetteers。
// returns: id, name, detail, document_id, quote
// why: two districts' figures must not be mixed; the sum of a group of projects names its group
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE o.of_id = '' AND coalesce(o.of_name, '') = ''
RETURN o.id AS id, i.name AS name, o.name AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, quote
