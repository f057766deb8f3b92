// question: a value that no indicator has
// returns: id, name, detail
// why: a number without its name cannot be asked for
MATCH (o:Observation)
WHERE NOT EXISTS { MATCH (i:Indicator)-[:HAS_VALUE]->(o) }
RETURN o.id AS id, o.name AS name, o.document_id AS detail
ORDER BY id
