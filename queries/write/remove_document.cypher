// question: take out the document itself
// params: document_id: string
MATCH (d:Document {id: $document_id})
DETACH DELETE d
