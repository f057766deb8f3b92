// question: 获得某称号的企业所在的园区发展哪些产业？
// params: ids: list = [], documents: list = []
// returns: id, name, labels, aliases, of_id, of_name, over_id, over_name, title_name, document_id, section, quote, start_char, end_char, basis, next_document_id, next_section, next_quote, next_start_char, next_end_char, next_basis, last_document_id, last_section, last_quote, last_start_char, last_end_char, last_basis
// why: title, holder, its park, the park’s industries, with the evidence of all three facts; no ids: any title
MATCH (t:Title)<-[r:HOLDS_TITLE]-(s:Enterprise)-[q:LOCATED_IN]->(p:Park)-[f:FOCUSES_ON]->(o:Industry)
WHERE (size($ids) = 0 OR t.id IN $ids) AND (size($documents) = 0 OR f.document_id IN $documents)
RETURN o.id AS id, o.name AS name, labels(o) AS labels, o.aliases AS aliases, p.id AS of_id, p.name AS of_name, s.id AS over_id, s.name AS over_name, t.name AS title_name,
       f.document_id AS document_id, f.section AS section, f.quote AS quote, f.start_char AS start_char, f.end_char AS end_char, f.basis AS basis,
       q.document_id AS next_document_id, q.section AS next_section, q.quote AS next_quote, q.start_char AS next_start_char, q.end_char AS next_end_char, q.basis AS next_basis,
       r.document_id AS last_document_id, r.section AS last_section, r.quote AS last_quote, r.start_char AS last_start_char, r.end_char AS last_end_char, r.basis AS last_basis
ORDER BY of_id, document_id, start_char, id, over_id, title_name, end_char, next_document_id, next_start_char, last_document_id, last_start_char
