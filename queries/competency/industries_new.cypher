// question: 与另一份规划相比，某园区或某地新提了哪些产业？
// params: ids: list, documents: list, against: list
// returns: id, name, labels, aliases, of_id, of_name, role, status, document_id, section, quote, start_char, end_char, basis
// why: what these documents let the place develop and those of `against` do not; swapped, what was dropped
MATCH (s:Park|Region)-[r:FOCUSES_ON]->(o:Industry)
WHERE s.id IN $ids AND r.document_id IN $documents
  AND NOT EXISTS { MATCH (s)-[q:FOCUSES_ON]->(o) WHERE q.document_id IN $against }
RETURN o.id AS id, o.name AS name, labels(o) AS labels, o.aliases AS aliases, s.id AS of_id, s.name AS of_name,
       r.role AS role, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, of_id, end_char
