// question: a value that does not say of what
// returns: id, name, detail
// why: two districts' figures must not be mixed
MATCH (o:Observation)
WHERE o.of_id = '' AND o.of_name = ''
RETURN o.id AS id, o.name AS name, o.document_id AS detail
ORDER BY id
