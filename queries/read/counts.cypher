// question: 图中各类节点各有多少？
// returns: label, n
// why: the home page and a quick look whether a projection is whole
MATCH (n)
WITH labels(n) AS kinds, count(n) AS n
UNWIND kinds AS label
RETURN label, n
ORDER BY label
