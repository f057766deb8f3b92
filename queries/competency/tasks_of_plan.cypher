// question: 规划一共分解了哪些任务？
// params: documents: list = []
// returns: task_id, task, number, group_name, matter, order_index, deadline, document_id, department_id, department, role, section, quote, start_char, end_char, basis
// why: every task with its departments, in the plan's order: the list, the counts and the theme search read it
MATCH (t:Task)
WHERE size($documents) = 0 OR t.document_id IN $documents
OPTIONAL MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t)
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.matter AS matter, t.order_index AS order_index, t.deadline AS deadline,
       coalesce(r.document_id, t.document_id) AS document_id, d.id AS department_id, d.name AS department, r.role AS role,
       r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, order_index, task_id, start_char, department_id
