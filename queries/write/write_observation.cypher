// question: write measured values
// params: rows: list
// why: `number` and `amount` are floats or null; all else is a string as written
UNWIND $rows AS row
MERGE (n:Observation {id: row.id})
SET n.name = row.name, n.value = coalesce(row.value, ''), n.number = row.number, n.unit = coalesce(row.unit, ''),
    n.amount = row.amount, n.amount_unit = coalesce(row.amount_unit, ''),
    n.year = coalesce(row.year, ''), n.kind = coalesce(row.kind, ''), n.of_id = coalesce(row.of_id, ''),
    n.of_name = coalesce(row.of_name, ''), n.of_kind = coalesce(row.of_kind, ''),
    n.nature = coalesce(row.nature, ''), n.basis = coalesce(row.basis, ''), n.qualifier = coalesce(row.qualifier, ''),
    n.outcome = coalesce(row.outcome, ''), n.document_id = coalesce(row.document_id, '')
