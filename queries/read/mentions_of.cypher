// question: 某个实体在哪些段落出现？
// params: id: string, limit: int = 200
// returns: chunk_id, document_id, section, start_char, end_char
// why: the entity page; the passage's text comes from the records
MATCH (c:Chunk)-[m:MENTIONS]->(n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task {id: $id})
RETURN c.id AS chunk_id, c.document_id AS document_id, c.section AS section, m.start_char AS start_char,
       m.end_char AS end_char
ORDER BY document_id, start_char, chunk_id
LIMIT $limit
