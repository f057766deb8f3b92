// question: a task nobody is responsible for
// returns: id, name, detail
// why: the plan may name nobody, or a note was not read
MATCH (t:Task)
WHERE NOT EXISTS { MATCH (d:Department)-[:RESPONSIBLE_FOR]->(t) }
RETURN t.id AS id, t.name AS name, t.document_id AS detail
ORDER BY id
