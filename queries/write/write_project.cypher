// question: write projects
// params: rows: list
UNWIND $rows AS row
MERGE (n:Project {id: row.id})
SET n.name = row.name, n.aliases = coalesce(row.aliases, ''), n.region = coalesce(row.region, ''),
    n.level = coalesce(row.level, ''), n.number = coalesce(row.number, ''),
    n.group_name = coalesce(row.group_name, ''), n.place = coalesce(row.place, ''),
    n.content = coalesce(row.content, ''), n.start_date = coalesce(row.start_date, ''),
    n.end_date = coalesce(row.end_date, ''), n.investment = coalesce(row.investment, ''),
    n.progress = coalesce(row.progress, ''), n.document_id = coalesce(row.document_id, '')
