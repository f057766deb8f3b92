// question: 节点没有名称
// repair: 请重新加入该文件；仍然出现时，把文件和本行交给维护人员。
// returns: id, name, detail, document_id, quote
// why: nothing can be shown or found by it
MATCH (n)
WHERE coalesce(n.name, '') = ''
WITH n, labels(n) AS kinds
UNWIND kinds AS detail
RETURN n.id AS id, coalesce(n.name, '') AS name, detail, coalesce(n.document_id, '') AS document_id, '' AS quote
ORDER BY id, detail
