// question: 每个部门承担、牵头几项任务？
// params: roles: list = [], documents: list = []
// returns: department_id, department, n, leads, supports, others
// why: a task counts once however many places state it; of these roles alone where any are given
MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE (size($documents) = 0 OR r.document_id IN $documents) AND (size($roles) = 0 OR r.role IN $roles)
RETURN d.id AS department_id, d.name AS department, count(DISTINCT t.id) AS n,
       count(DISTINCT CASE WHEN r.role = '牵头' THEN t.id END) AS leads,
       count(DISTINCT CASE WHEN r.role = '配合' THEN t.id END) AS supports,
       count(DISTINCT CASE WHEN r.role <> '牵头' AND r.role <> '配合' THEN t.id END) AS others
ORDER BY n DESC, department, department_id
