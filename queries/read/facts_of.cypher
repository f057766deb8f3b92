// question: 关于某个实体有哪些事实，出自哪里？
// params: id: string, limit: int = 500
// returns: relation, direction, other_id, other_name, other_labels, role, status, document_id, document, section,
//   quote, start_char, end_char, extractor, basis
// why: the entity page; one row a piece of evidence, out = the entity is the subject
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task {id: $id})-[r]-(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
WITH n, r, o, startNode(r) AS s
RETURN type(r) AS relation, CASE WHEN s.id = n.id THEN 'out' ELSE 'in' END AS direction, o.id AS other_id,
       o.name AS other_name, labels(o) AS other_labels, r.role AS role, r.status AS status,
       r.document_id AS document_id, r.document AS document, r.section AS section, r.quote AS quote,
       r.start_char AS start_char, r.end_char AS end_char, r.extractor AS extractor, r.basis AS basis
ORDER BY relation, direction DESC, other_name, other_id, document_id, start_char
LIMIT $limit
