// question: 有哪些任务，由哪些部门负责？
// returns: task_id, task, number, group_name, document_id, document, department_id, department, role, quote, section,
//   start_char, end_char, order_index
// why: the table of tasks by department; a task without a department has null there
MATCH (t:Task)
OPTIONAL MATCH (p:Department)-[r:RESPONSIBLE_FOR]->(t)
OPTIONAL MATCH (d:Document {id: t.document_id})
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.document_id AS document_id,
       d.name AS document, p.id AS department_id, p.name AS department, r.role AS role, r.quote AS quote,
       r.section AS section, r.start_char AS start_char, r.end_char AS end_char, t.order_index AS order_index
ORDER BY document, document_id, order_index, task_id, start_char, department, department_id, role
