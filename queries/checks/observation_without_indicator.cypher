// question: 数值没有指标
// repair: 请重新加入该文件；仍然出现时，把文件和本行交给维护人员。
// returns: id, name, detail, document_id, quote
// why: a number without its name cannot be asked for
MATCH (o:Observation)
WHERE NOT EXISTS { MATCH (i:Indicator)-[:HAS_VALUE]->(o) }
RETURN o.id AS id, o.name AS name, '' AS detail, o.document_id AS document_id, '' AS quote
ORDER BY id
