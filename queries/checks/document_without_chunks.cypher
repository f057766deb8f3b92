// question: 文件没有可检索的段落
// repair: 请打开原件核对是否有文字，换有文字层的文件重新加入；原件无误时运行 `python -m kg rebuild --graph`。
// returns: id, name, detail, document_id, quote
// why: it was written by half, or nothing could be read in it
MATCH (d:Document)
WHERE NOT EXISTS { MATCH (c:Chunk)-[:IN_DOCUMENT]->(d) }
RETURN d.id AS id, d.name AS name, d.heading AS detail, d.id AS document_id, '' AS quote
ORDER BY id
