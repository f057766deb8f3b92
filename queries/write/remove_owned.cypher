// question: take out the tasks or observations of a document once its facts are gone
// params: document_id: string
// names: LABEL
// why: these belong to one document and stay even where nothing points to them
MATCH (n:<LABEL> {document_id: $document_id})
WHERE NOT EXISTS { MATCH (n)--() }
DELETE n
