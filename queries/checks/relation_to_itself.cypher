// question: a fact whose subject is its object
// returns: id, name, detail
// why: two mentions of one thing were taken for two
MATCH (s)-[r]->(o)
WHERE s.id = o.id AND NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
RETURN s.id AS id, s.name AS name, type(r) AS detail
ORDER BY id, detail
