// question: 图里有哪些实体可以用来理解问题？
// returns: id, name, labels, aliases, region
// why: the names that a question's words are linked to; tasks and values are not named in questions
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, n.region AS region
ORDER BY id
