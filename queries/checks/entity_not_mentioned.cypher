// question: 实体有事实，但没有一个段落提到它
// repair: 名称由标题、表头或文意补成时属正常；名称不对的，请在 ontology/gazetteers 补上正确名称后重新加入文件。
// returns: id, name, detail, document_id, quote
// why: annotate and the facts disagree about the text; indicators of counted things (3家独角兽企业) bear made-up names
MATCH (n:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund)
WHERE NOT n:Indicator AND NOT EXISTS { MATCH (c:Chunk)-[:MENTIONS]->(n) }
WITH n, labels(n) AS kinds
UNWIND kinds AS detail
RETURN n.id AS id, n.name AS name, detail, '' AS document_id, '' AS quote
ORDER BY id, detail
