// question: a value without a year
// returns: id, name, detail
// why: it cannot stand in a series
MATCH (o:Observation)
WHERE o.year = ''
RETURN o.id AS id, o.name AS name, o.document_id AS detail
ORDER BY id
