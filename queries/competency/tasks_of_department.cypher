// question: 这个部门承担哪些任务？
// params: ids: list, documents: list = []
// returns: task_id, task, number, group_name, matter, order_index, department_id, department, role, document_id, section, quote, start_char, end_char, basis
// why: one row a department, task and piece of evidence; the role is the department's in that task
MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE d.id IN $ids AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.matter AS matter, t.order_index AS order_index,
       d.id AS department_id, d.name AS department, r.role AS role,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, order_index, task_id, start_char, department_id
