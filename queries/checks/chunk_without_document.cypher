// question: a passage outside any document
// returns: id, name, detail
// why: a replaced or removed document must leave nothing behind
MATCH (c:Chunk)
WHERE NOT EXISTS { MATCH (c)-[:IN_DOCUMENT]->(d:Document) }
RETURN c.id AS id, c.name AS name, c.document_id AS detail
ORDER BY id
