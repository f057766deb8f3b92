// question: 这些实体各有哪些关系？
// params: ids: list, limit: int = 5000
// returns: source_id, source_name, source_labels, relation, target_id, target_name, target_labels, relation_id,
//   document_id, document, section, quote, start_char, end_char
// why: all that is stated around some things, with its evidence
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task|Observation)
WHERE n.id IN $ids
MATCH (n)-[r]-(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
WITH DISTINCT r, startNode(r) AS s, endNode(r) AS t
RETURN s.id AS source_id, s.name AS source_name, labels(s) AS source_labels, type(r) AS relation, t.id AS target_id,
       t.name AS target_name, labels(t) AS target_labels, r.relation_id AS relation_id,
       r.document_id AS document_id, r.document AS document, r.section AS section, r.quote AS quote,
       r.start_char AS start_char, r.end_char AS end_char
ORDER BY source_id, target_id, relation, document_id, start_char, end_char
LIMIT $limit
