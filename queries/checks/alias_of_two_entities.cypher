// question: 同一个简称指两个同类型、同地区的实体
// repair: 请判定：是同一个的，用 `python -m kg judge same ID1 ID2 --who 姓名` 合并；不是的，在 ontology/gazetteers 去掉其中一个简称。
// returns: id, name, detail, document_id, quote
// why: a question by that name finds both
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WITH labels(n) AS kinds, n, split(n.name + '|' + n.aliases, '|') AS names
UNWIND names AS alias
WITH kinds, alias, n.region AS region, n
WHERE alias <> ''
WITH kinds, alias, region, count(DISTINCT n.id) AS many, min(n.id) AS id, min(n.name) AS one, max(n.name) AS other
WHERE many > 1 AND one <> other
RETURN id, alias AS name, one + '；' + other AS detail, '' AS document_id, '' AS quote
ORDER BY id, name, detail
