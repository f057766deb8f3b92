// question: 谁建设、依托谁建设？
// params: ids: list, documents: list = []
// returns: id, name, labels, aliases, of_id, of_name, role, status, document_id, section, quote, start_char, end_char, basis
// why: the builders of a project or platform
MATCH (s:Enterprise|Institution)-[r:BUILDS]->(o:Project|Platform)
WHERE o.id IN $ids AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN s.id AS id, s.name AS name, labels(s) AS labels, s.aliases AS aliases, o.id AS of_id, o.name AS of_name,
       r.role AS role, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, of_id, end_char
