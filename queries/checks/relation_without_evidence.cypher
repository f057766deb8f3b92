// question: a fact without a quote, a place or a document
// returns: id, name, detail
// why: no evidence, no relation
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
  AND (coalesce(r.quote, '') = '' OR coalesce(r.document_id, '') = '' OR r.start_char IS NULL OR r.end_char IS NULL)
RETURN s.id AS id, s.name AS name, type(r) AS detail
ORDER BY id, detail, o.id
