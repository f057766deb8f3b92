// question: 某个实体与谁相连，它们之间又有什么关系？
// params: id: string, limit: int = 120
// returns: source_id, source_name, source_labels, relation, target_id, target_name, target_labels
// why: the small drawing; one row a relation however often it is stated, the entity's own first
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task {id: $id})
MATCH (n)-[q]-(m)
WHERE NOT type(q) IN ['MENTIONS', 'IN_DOCUMENT']
WITH n, collect(DISTINCT m) AS near, collect(DISTINCT m.id) AS ids
UNWIND near + [n] AS s
MATCH (s)-[r]->(t)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT'] AND (t.id = n.id OR t.id IN ids)
WITH DISTINCT s, type(r) AS relation, t, CASE WHEN s.id = n.id OR t.id = n.id THEN 0 ELSE 1 END AS step
RETURN s.id AS source_id, s.name AS source_name, labels(s) AS source_labels, relation, t.id AS target_id,
       t.name AS target_name, labels(t) AS target_labels
ORDER BY step, relation, source_name, target_name, source_id, target_id
LIMIT $limit
