// question: 各份规划分别怎么提到它？
// params: ids: list
// returns: document_id, document, n
// why: every document comes back, also with 0: a silent plan is told from one that is not loaded
MATCH (d:Document)
OPTIONAL MATCH (d)<-[:IN_DOCUMENT]-(c:Chunk)-[m:MENTIONS]->(n)
WHERE n.id IN $ids
RETURN d.id AS document_id, d.name AS document, count(m) AS n
ORDER BY document_id
