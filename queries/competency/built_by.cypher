// question: 某单位建设哪些项目、平台？
// params: ids: list, documents: list = []
// returns: id, name, labels, aliases, of_id, of_name, role, status, document_id, section, quote, start_char, end_char, basis
// why: the other direction of builders_of
MATCH (s:Enterprise|Institution)-[r:BUILDS]->(o:Project|Platform)
WHERE s.id IN $ids AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN o.id AS id, o.name AS name, labels(o) AS labels, o.aliases AS aliases, s.id AS of_id, s.name AS of_name,
       r.role AS role, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, of_id, end_char
