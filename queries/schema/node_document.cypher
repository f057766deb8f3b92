// question: the nodes that belong to one document
// names: LABEL
// why: replacing a document finds its chunks, tasks and observations by this
CREATE INDEX <LABEL>_document IF NOT EXISTS FOR (n:<LABEL>) ON (n.document_id)
