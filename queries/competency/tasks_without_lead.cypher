// question: 哪些任务没有写明牵头单位？
// params: roles: list = ["牵头"], documents: list = []
// returns: task_id, task, number, group_name, order_index, document_id
// why: a plan that names no lead anywhere gives all its tasks back: the wording says so; counted, for NOT EXISTS takes half a minute over 16,000 tasks
MATCH (t:Task)
WHERE size($documents) = 0 OR t.document_id IN $documents
OPTIONAL MATCH (:Department)-[r:RESPONSIBLE_FOR]->(t)
WITH t, sum(CASE WHEN r.role IN $roles THEN 1 ELSE 0 END) AS leads
WHERE leads = 0
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.order_index AS order_index, t.document_id AS document_id
ORDER BY document_id, order_index, task_id
