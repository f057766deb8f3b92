// question: 规划提到多少家企业、多少个园区？
// params: label: string, documents: list = []
// returns: document_id, n, first_char
// why: distinct entities that the documents mention, per document, and where the first of them stands
MATCH (c:Chunk)-[m:MENTIONS]->(n)
WHERE $label IN labels(n) AND (size($documents) = 0 OR c.document_id IN $documents)
RETURN c.document_id AS document_id, count(DISTINCT n.id) AS n, min(m.start_char) AS first_char
ORDER BY document_id
