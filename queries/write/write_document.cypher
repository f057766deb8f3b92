// question: write documents
// params: rows: list
UNWIND $rows AS row
MERGE (n:Document {id: row.id})
SET n.name = row.name, n.heading = coalesce(row.heading, ''), n.kind = coalesce(row.kind, ''),
    n.region = coalesce(row.region, ''), n.level = coalesce(row.level, ''),
    n.period_start = coalesce(row.period_start, ''), n.period_end = coalesce(row.period_end, ''),
    n.date = coalesce(row.date, ''), n.document_number = coalesce(row.document_number, ''),
    n.issuer = coalesce(row.issuer, ''), n.policy_id = coalesce(row.policy_id, '')
