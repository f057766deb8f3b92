// question: 有哪些某类实体，名称含某词？
// params: label: string = "", text: string = "", skip: int = 0, limit: int = 50
// returns: id, name, label, aliases, mentions
// why: the entity page's list; the most mentioned first
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)
WHERE ($label = '' OR $label IN labels(n)) AND ($text = '' OR n.name CONTAINS $text OR n.aliases CONTAINS $text)
OPTIONAL MATCH (c:Chunk)-[m:MENTIONS]->(n)
WITH n, labels(n) AS kinds, count(m) AS mentions
UNWIND kinds AS label
RETURN n.id AS id, n.name AS name, label, n.aliases AS aliases, mentions
ORDER BY mentions DESC, name, id
SKIP $skip LIMIT $limit
