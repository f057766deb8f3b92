// question: 同一个名称有两种类型
// repair: 请看原文：其中一种读错的，在 ontology/gazetteers 写明它的类型后重新加入；两种都对的不必处理。
// returns: id, name, detail, document_id, quote
// why: one of the two was read wrongly, or the name really means two things
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WITH n.name AS name, labels(n) AS kinds, min(n.id) AS id
UNWIND kinds AS kind
WITH name, count(DISTINCT kind) AS many, min(kind) AS one, max(kind) AS other, min(id) AS id
WHERE many > 1
RETURN id, name, one + '、' + other AS detail, '' AS document_id, '' AS quote
ORDER BY id, name
