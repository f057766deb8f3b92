// question: write where entities of one label are mentioned
// params: rows: list
// names: LABEL
UNWIND $rows AS row
MATCH (c:Chunk {id: row.chunk_id})
MATCH (n:<LABEL> {id: row.object_id})
CREATE (c)-[r:MENTIONS]->(n)
SET r.document_id = row.document_id, r.start_char = row.start_char, r.end_char = row.end_char
