// question: 某个实体是什么？
// params: id: string
// returns: id, name, labels, aliases, region, level, number, group_name, document_id, deadline, order_index,
//   place, content, start_date, end_date, investment, progress
// why: the entity page's head; what only tasks and projects have is null elsewhere
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task {id: $id})
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, n.region AS region, n.level AS level,
       n.number AS number, n.group_name AS group_name, n.document_id AS document_id, n.deadline AS deadline,
       n.order_index AS order_index, n.place AS place, n.content AS content, n.start_date AS start_date,
       n.end_date AS end_date, n.investment AS investment, n.progress AS progress
ORDER BY id
