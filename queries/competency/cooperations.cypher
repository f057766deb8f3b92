// question: 谁和谁合作？
// params: documents: list = []
// returns: left_id, left_name, right_id, right_name, status, document_id, section, quote, start_char, end_char, basis
// why: cooperation is kept once, in the order of the text: one row a pair and piece of evidence
MATCH (s)-[r:COOPERATES_WITH]->(o)
WHERE size($documents) = 0 OR r.document_id IN $documents
RETURN s.id AS left_id, s.name AS left_name, o.id AS right_id, o.name AS right_name, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, left_id, right_id, end_char
