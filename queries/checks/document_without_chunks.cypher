// question: a document without passages
// returns: id, name, detail
// why: it was written by half, or nothing could be read in it
MATCH (d:Document)
WHERE NOT EXISTS { MATCH (c:Chunk)-[:IN_DOCUMENT]->(d) }
RETURN d.id AS id, d.name AS name, d.heading AS detail
ORDER BY id
