// question: 哪些部门负责与某园区的产业有关的任务？
// params: ids: list, documents: list = []
// returns: id, name, labels, aliases, role, of_id, of_name, over_id, over_name, number, document_id, section, quote, start_char, end_char, basis, next_document_id, next_section, next_quote, next_start_char, next_end_char, next_basis, last_document_id, last_section, last_quote, last_start_char, last_end_char, last_basis
// why: park, its industries, the tasks that concern one of them, their departments, with the evidence of all three facts
MATCH (p:Park)-[f:FOCUSES_ON]->(i:Industry)<-[q:CONCERNS]-(t:Task)<-[r:RESPONSIBLE_FOR]-(d:Department)
WHERE p.id IN $ids AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN d.id AS id, d.name AS name, labels(d) AS labels, d.aliases AS aliases, r.role AS role, t.id AS of_id, t.name AS of_name, i.id AS over_id, i.name AS over_name, t.number AS number,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS next_document_id, q.section AS next_section, q.quote AS next_quote, q.start_char AS next_start_char, q.end_char AS next_end_char, q.basis AS next_basis,
       f.document_id AS last_document_id, f.section AS last_section, f.quote AS last_quote, f.start_char AS last_start_char, f.end_char AS last_end_char, f.basis AS last_basis
ORDER BY document_id, start_char, id, of_id, over_id, end_char, next_start_char, last_document_id, last_start_char
