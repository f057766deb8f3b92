// question: 每类关系连接哪些类型？
// returns: relation, subject_labels, object_labels, n
// why: compared with from/to of the ontology by the data checks
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
WITH type(r) AS relation, labels(s) AS subject_labels, labels(o) AS object_labels, count(r) AS n
RETURN relation, subject_labels, object_labels, n
ORDER BY relation, subject_labels, object_labels
