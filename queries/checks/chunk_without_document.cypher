// question: 段落不属于任何文件
// repair: 请运行 `python -m kg rebuild --graph` 重新生成图谱。
// returns: id, name, detail, document_id, quote
// why: a replaced or removed document must leave nothing behind
MATCH (c:Chunk)
WHERE NOT EXISTS { MATCH (c)-[:IN_DOCUMENT]->(d:Document) }
RETURN c.id AS id, c.name AS name, c.section AS detail, c.document_id AS document_id, c.name AS quote
ORDER BY id
