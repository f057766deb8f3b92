// question: the facts that one document states
// names: RELATION
// why: replacing a document finds its facts by this
CREATE INDEX <RELATION>_document IF NOT EXISTS FOR ()-[r:<RELATION>]-() ON (r.document_id)
