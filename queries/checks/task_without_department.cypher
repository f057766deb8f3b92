// question: 任务没有责任单位
// repair: 原文确未写明的不必处理；写明而没有读出的，把单位的写法补进 ontology/vocabularies/bodies.yaml 后重新加入。
// returns: id, name, detail, document_id, quote
// why: the plan may name nobody, or a note was not read
MATCH (t:Task)
WHERE NOT EXISTS { MATCH (d:Department)-[:RESPONSIBLE_FOR]->(t) }
RETURN t.id AS id, t.name AS name, t.group_name AS detail, t.document_id AS document_id, t.name AS quote
ORDER BY id
