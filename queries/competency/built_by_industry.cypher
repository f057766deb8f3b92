// question: 某产业的企业建设了哪些平台、项目？
// params: ids: list, documents: list = []
// returns: id, name, labels, aliases, role, status, of_id, of_name, over_id, over_name, document_id, section, quote, start_char, end_char, basis, next_document_id, next_section, next_quote, next_start_char, next_end_char, next_basis
// why: industry or one of its parts, its enterprises, what they build, with the evidence of both facts
MATCH (o:Industry)<-[q:IN_INDUSTRY]-(s:Enterprise)-[r:BUILDS]->(n:Platform|Project)
WHERE (size($documents) = 0 OR r.document_id IN $documents)
  AND (o.id IN $ids OR EXISTS { MATCH (o)-[:SUB_INDUSTRY]->(w:Industry) WHERE w.id IN $ids })
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, r.role AS role, r.status AS status, s.id AS of_id, s.name AS of_name, o.id AS over_id, o.name AS over_name,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS next_document_id, q.section AS next_section, q.quote AS next_quote, q.start_char AS next_start_char, q.end_char AS next_end_char, q.basis AS next_basis
ORDER BY document_id, start_char, id, of_id, over_id, end_char, next_document_id, next_start_char
