// question: a fact or mention whose place in the text is empty or reversed
// returns: id, name, detail
// why: every citation must show a sentence
MATCH (s)-[r]->(o)
WHERE r.start_char >= r.end_char OR r.start_char < 0
RETURN s.id AS id, s.name AS name, type(r) AS detail
ORDER BY id, detail, o.id
