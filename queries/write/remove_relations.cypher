// question: take out the facts of one type that a document states
// params: document_id: string
// names: RELATION
MATCH ()-[r:<RELATION> {document_id: $document_id}]->()
DELETE r
