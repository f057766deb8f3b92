// question: a fact of a document that is not in
// returns: id, name, detail
// why: a replaced or removed document must leave nothing behind
OPTIONAL MATCH (d:Document)
WITH collect(d.id) AS ids
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT'] AND NOT r.document_id IN ids
RETURN s.id AS id, s.name AS name, r.document_id AS detail
ORDER BY id, detail, o.id
