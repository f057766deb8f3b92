// question: 哪些任务没有写明牵头单位？
// params: roles: list = ["牵头"], documents: list = []
// returns: task_id, task, number, group_name, order_index, document_id, department_id, department, role, section, quote, start_char, end_char, basis
// why: a plan that names no lead anywhere gives all its tasks back: the wording says so; with the departments that they have, so that one query tells all; counted, for NOT EXISTS takes half a minute over 16,000 tasks
MATCH (t:Task)
WHERE size($documents) = 0 OR t.document_id IN $documents
OPTIONAL MATCH (:Department)-[q:RESPONSIBLE_FOR]->(t)
WITH t, sum(CASE WHEN q.role IN $roles THEN 1 ELSE 0 END) AS leads
WHERE leads = 0
OPTIONAL MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t)
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.order_index AS order_index,
       coalesce(r.document_id, t.document_id) AS document_id,
       d.id AS department_id, d.name AS department, r.role AS role,
       r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, order_index, task_id, start_char, department_id
