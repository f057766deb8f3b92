// question: 同类型、同地区、同名的实体有两个
// repair: 请运行 `python -m kg query entities --param text=名称` 查出两个 id，再用 `python -m kg judge same ID1 ID2 --who 姓名` 合为一个；不是同一个的，请在 ontology/gazetteers 补上各自的地区。
// returns: id, name, detail, document_id, quote
// why: resolution should have made one of them, or their region is missing
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WITH labels(n) AS kinds, n.name AS name, n.region AS region, min(n.id) AS id, count(n) AS n
WHERE n > 1
UNWIND kinds AS detail
RETURN id, name, detail, '' AS document_id, '' AS quote
ORDER BY id, detail
