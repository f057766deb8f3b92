// question: 第几项任务是什么，由谁负责？
// params: number: string, documents: list = []
// returns: task_id, task, number, group_name, order_index, department_id, department, role, document_id, section, quote, start_char, end_char, basis
// why: numbers start again in every plan, so several tasks can come back; a task without a department comes back too
MATCH (t:Task)
WHERE t.number = $number AND (size($documents) = 0 OR t.document_id IN $documents)
OPTIONAL MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t)
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.order_index AS order_index,
       d.id AS department_id, d.name AS department, r.role AS role,
       coalesce(r.document_id, t.document_id) AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, order_index, task_id, start_char, department_id
