// question: two entities of one type, region and name
// returns: id, name, detail
// why: resolution should have made one of them, or their region is missing
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WITH labels(n) AS kinds, n.name AS name, n.region AS region, min(n.id) AS id, count(n) AS n
WHERE n > 1
UNWIND kinds AS detail
RETURN id, name, detail
ORDER BY id, detail
