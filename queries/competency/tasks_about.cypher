// question: 哪些任务涉及它？
// params: ids: list, documents: list = []
// returns: task_id, task, number, entity_id, entity, document_id, section, quote, start_char, end_char, basis
// why: CONCERNS is one of the three ways in which a theme finds tasks
MATCH (t:Task)-[r:CONCERNS]->(n)
WHERE n.id IN $ids AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN t.id AS task_id, t.name AS task, t.number AS number, n.id AS entity_id, n.name AS entity,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, task_id, entity_id, start_char
