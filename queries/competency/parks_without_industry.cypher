// question: 哪些园区没有写明主导产业？
// params: documents: list = []
// returns: id, name, labels, aliases, document_id, start_char, end_char
// why: parks that the documents name and give no industry; the places that name them
MATCH (c:Chunk)-[m:MENTIONS]->(n:Park)
WHERE (size($documents) = 0 OR c.document_id IN $documents)
  AND NOT EXISTS { MATCH (n)-[r:FOCUSES_ON]->(:Industry) WHERE size($documents) = 0 OR r.document_id IN $documents }
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, c.document_id AS document_id, m.start_char AS start_char, m.end_char AS end_char
ORDER BY document_id, start_char, id, end_char
