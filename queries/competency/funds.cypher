// question: 规划提到哪些基金？
// params: documents: list = []
// returns: id, name, labels, aliases, document_id, start_char, end_char
// why: every place that names one; the sentence around the place is its evidence
MATCH (c:Chunk)-[m:MENTIONS]->(n:Fund)
WHERE (size($documents) = 0 OR c.document_id IN $documents)
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, c.document_id AS document_id, m.start_char AS start_char, m.end_char AS end_char
ORDER BY document_id, start_char, id, end_char
