// question: 某园区、平台由谁运营？
// params: ids: list, documents: list = []
// returns: id, name, labels, aliases, of_id, of_name, role, status, document_id, section, quote, start_char, end_char, basis
// why: who runs a park or platform, not who builds it
MATCH (s:Enterprise|Institution|Department)-[r:OPERATES|BUILDS]->(o:Park|Platform|Project)
WHERE o.id IN $ids AND (type(r) = 'OPERATES' OR r.role = '运营单位') AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN s.id AS id, s.name AS name, labels(s) AS labels, s.aliases AS aliases, o.id AS of_id, o.name AS of_name,
       r.role AS role, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, of_id, end_char
