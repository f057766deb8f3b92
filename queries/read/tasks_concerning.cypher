// question: 哪些任务涉及这些实体？
// params: ids: list
// returns: task_id, task, number, group_name, document_id, entity_id, entity, entity_labels, section, quote,
//   start_char, end_char, order_index
// why: a theme matches tasks by what they concern
MATCH (t:Task)-[r:CONCERNS]->(n)
WHERE n.id IN $ids
RETURN t.id AS task_id, t.name AS task, t.number AS number, t.group_name AS group_name, t.document_id AS document_id,
       n.id AS entity_id, n.name AS entity, labels(n) AS entity_labels, r.section AS section, r.quote AS quote,
       r.start_char AS start_char, r.end_char AS end_char, t.order_index AS order_index
ORDER BY document_id, order_index, task_id, entity, entity_id, start_char
