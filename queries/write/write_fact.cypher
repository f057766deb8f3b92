// question: write facts of one type between two labels, one edge per evidence
// params: rows: list
// names: SUBJECT, RELATION, OBJECT
// why: CREATE, for one fact may be stated twice; the document's earlier facts are gone by then
UNWIND $rows AS row
MATCH (s:<SUBJECT> {id: row.subject_id})
MATCH (o:<OBJECT> {id: row.object_id})
CREATE (s)-[r:<RELATION>]->(o)
SET r.relation_id = coalesce(row.relation_id, ''), r.document_id = row.document_id,
    r.document = coalesce(row.document, ''), r.section = coalesce(row.section, ''), r.quote = row.quote,
    r.start_char = row.start_char, r.end_char = row.end_char, r.extractor = coalesce(row.extractor, ''),
    r.basis = coalesce(row.basis, 'direct'), r.role = coalesce(row.role, ''), r.status = coalesce(row.status, ''),
    r.force = coalesce(row.force, ''), r.note = coalesce(row.note, '')
