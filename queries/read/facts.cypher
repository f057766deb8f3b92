// question: 图中有哪些事实（可限某种关系），出自哪里？
// params: relation: string = "", skip: int = 0, limit: int = 500
// returns: relation, subject_id, subject, subject_labels, object_id, object, object_labels, role, document_id, document,
//   section, quote, start_char, end_char
// why: the number of facts on the first page opens to them; one row a piece of evidence, document by document
MATCH (s:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT'] AND ($relation = '' OR type(r) = $relation)
WITH s, r, o, type(r) AS relation
ORDER BY r.document, r.document_id, r.start_char, r.end_char, relation, s.id, o.id, r.role
SKIP $skip LIMIT $limit
RETURN relation, s.id AS subject_id, s.name AS subject, labels(s) AS subject_labels, o.id AS object_id,
       o.name AS object, labels(o) AS object_labels, r.role AS role, r.document_id AS document_id,
       r.document AS document, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char
ORDER BY document, document_id, start_char, end_char, relation, subject_id, object_id, role
