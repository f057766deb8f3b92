MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE (d.name CONTAINS '科技局' OR d.aliases CONTAINS '科技局') AND r.role = '牵头' AND t.name CONTAINS '平台'
RETURN d.name AS department, t.name AS task, r.document_id AS document_id, r.section AS section, r.quote AS quote,
       r.start_char AS start_char, r.end_char AS end_char
ORDER BY department, task
LIMIT 50
