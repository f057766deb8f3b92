// question: a fact of a document that is not in
// returns: id, name, detail
// why: a replaced or removed document must leave nothing behind
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT'] AND NOT EXISTS { MATCH (d:Document) WHERE d.id = r.document_id }
RETURN s.id AS id, s.name AS name, r.document_id AS detail
ORDER BY id, detail, o.id
