// question: take out a document's chunks with their mentions
// params: document_id: string
MATCH (c:Chunk {document_id: $document_id})
DETACH DELETE c
