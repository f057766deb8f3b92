// question: write entities of one label
// params: rows: list
// names: LABEL
UNWIND $rows AS row
MERGE (n:<LABEL> {id: row.id})
SET n.name = row.name, n.aliases = coalesce(row.aliases, ''), n.region = coalesce(row.region, ''),
    n.level = coalesce(row.level, '')
