// question: 哪些项目没有写明投资？
// params: documents: list = []
// returns: id, name, labels, aliases, document_id, start_char, end_char
// why: projects that no table and no sentence gives an investment; the places that name them
MATCH (c:Chunk)-[m:MENTIONS]->(n:Project)
WHERE (size($documents) = 0 OR c.document_id IN $documents) AND coalesce(n.investment, '') = ''
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, c.document_id AS document_id, m.start_char AS start_char, m.end_char AS end_char
ORDER BY document_id, start_char, id, end_char
