// question: 哪些园区、产业属于哪个上级？
// returns: id, name, above_id, document_id, quote
// why: the data checks look for rings of any length, which no bounded pattern finds
MATCH (s:Park|Industry)-[r:PART_OF|SUB_INDUSTRY]->(o)
RETURN s.id AS id, s.name AS name, o.id AS above_id, r.document_id AS document_id, r.quote AS quote
ORDER BY id, above_id, document_id, quote
