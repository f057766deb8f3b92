// question: a node without a name
// returns: id, name, detail
// why: nothing can be shown or found by it
MATCH (n)
WHERE coalesce(n.name, '') = ''
WITH n, labels(n) AS kinds
UNWIND kinds AS detail
RETURN n.id AS id, coalesce(n.name, '') AS name, detail
ORDER BY id, detail
