// question: 每个部门承担、牵头几项任务？
// params: documents: list = []
// returns: department_id, department, role, n
// why: tasks of a role counted once each, however many places state them
MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE (size($documents) = 0 OR r.document_id IN $documents)
RETURN d.id AS department_id, d.name AS department, r.role AS role, count(DISTINCT t.id) AS n
ORDER BY n DESC, department_id, role
