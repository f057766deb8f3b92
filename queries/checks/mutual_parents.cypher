// question: two parks or two industries that are each part of the other
// returns: id, name, detail
// why: one of the two sentences was read the wrong way round
MATCH (s:Park|Industry)-[r:PART_OF|SUB_INDUSTRY]->(o)
WHERE s.id < o.id AND EXISTS { MATCH (o)-[:PART_OF|SUB_INDUSTRY]->(s) }
RETURN DISTINCT s.id AS id, s.name AS name, o.name AS detail
ORDER BY id, detail
