// question: 规划提到多少家企业、多少个园区？
// params: label: string, documents: list = []
// returns: document_id, n
// why: distinct entities that the documents mention, per document
MATCH (c:Chunk)-[:MENTIONS]->(n)
WHERE $label IN labels(n) AND (size($documents) = 0 OR c.document_id IN $documents)
RETURN c.document_id AS document_id, count(DISTINCT n.id) AS n
ORDER BY document_id
