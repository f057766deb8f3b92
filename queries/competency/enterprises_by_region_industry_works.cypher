// question: 哪些做某产业的企业在某地的园区里建设项目？
// params: ids: list, regions: list, places: list, documents: list = []
// returns: id, name, labels, aliases, role, of_id, of_name, over_id, over_name, document_id, section, quote, start_char, end_char, basis, next_document_id, next_section, next_quote, next_start_char, next_end_char, next_basis
// why: the same by what the enterprise builds in the park
MATCH (p:Park)<-[q:LOCATED_IN]-(n:Project|Platform)<-[:BUILDS]-(s:Enterprise)-[r:IN_INDUSTRY]->(o:Industry)
WHERE (size($documents) = 0 OR r.document_id IN $documents)
  AND (p.region IN $places OR EXISTS { MATCH (p)-[:LOCATED_IN]->(g:Region) WHERE g.id IN $regions })
  AND (o.id IN $ids OR EXISTS { MATCH (o)-[:SUB_INDUSTRY]->(w:Industry) WHERE w.id IN $ids })
RETURN s.id AS id, s.name AS name, labels(s) AS labels, s.aliases AS aliases, r.role AS role, p.id AS of_id, p.name AS of_name, o.id AS over_id, o.name AS over_name,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS next_document_id, q.section AS next_section, q.quote AS next_quote, q.start_char AS next_start_char, q.end_char AS next_end_char, q.basis AS next_basis
ORDER BY document_id, start_char, id, of_id, over_id, end_char, next_document_id, next_start_char
