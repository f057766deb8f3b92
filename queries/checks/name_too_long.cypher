// question: 名称过长，可能把句子当成了名称
// repair: 请看原文；读错的，在 ontology/gazetteers 写明正确名称后重新加入。
// returns: id, name, detail, document_id, quote
// why: a sentence was taken for a name
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Cluster|Title|Fund)
WHERE size(n.name) > 40
WITH n, labels(n) AS kinds
UNWIND kinds AS detail
RETURN n.id AS id, n.name AS name, detail, '' AS document_id, '' AS quote
ORDER BY id
