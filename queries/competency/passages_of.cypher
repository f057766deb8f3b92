// question: 规划在哪些地方写到它？
// params: ids: list, documents: list = []
// returns: id, name, document_id, start_char, end_char
// why: every place that names one of the things; the sentence around the place is the answer
MATCH (c:Chunk)-[m:MENTIONS]->(n:Enterprise|Institution|Park|Platform|Cluster|Project|Fund)
WHERE n.id IN $ids AND (size($documents) = 0 OR c.document_id IN $documents)
RETURN n.id AS id, n.name AS name, c.document_id AS document_id, m.start_char AS start_char, m.end_char AS end_char
ORDER BY document_id, start_char, id, end_char
