// question: an entity with facts that no passage mentions
// returns: id, name, detail
// why: annotate and the facts disagree about the text
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WHERE NOT EXISTS { MATCH (c:Chunk)-[:MENTIONS]->(n) }
WITH n, labels(n) AS kinds
UNWIND kinds AS detail
RETURN n.id AS id, n.name AS name, detail
ORDER BY id, detail
