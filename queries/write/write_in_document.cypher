// question: tie chunks to their document
// params: rows: list
UNWIND $rows AS row
MATCH (c:Chunk {id: row.id})
MATCH (d:Document {id: row.document_id})
MERGE (c)-[:IN_DOCUMENT]->(d)
