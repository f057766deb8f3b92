// question: write tasks
// params: rows: list
UNWIND $rows AS row
MERGE (n:Task {id: row.id})
SET n.name = row.name, n.aliases = coalesce(row.aliases, ''), n.region = coalesce(row.region, ''),
    n.level = coalesce(row.level, ''), n.number = coalesce(row.number, ''),
    n.group_name = coalesce(row.group_name, ''), n.document_id = coalesce(row.document_id, ''),
    n.deadline = coalesce(row.deadline, ''), n.matter = coalesce(row.matter, ''),
    n.outcome = coalesce(row.outcome, ''), n.order_index = coalesce(row.order_index, 0)
