// question: write a document's chunks
// params: rows: list
// why: the passage itself stays with the records; the graph holds where it is
UNWIND $rows AS row
MERGE (n:Chunk {id: row.id})
SET n.name = row.name, n.document_id = row.document_id, n.section = coalesce(row.section, ''),
    n.order_index = coalesce(row.order_index, 0), n.start_char = row.start_char, n.end_char = row.end_char,
    n.kind = coalesce(row.kind, '')
