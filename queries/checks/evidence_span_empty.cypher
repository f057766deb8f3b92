// question: 事实或提及在原文中的位置为空或首尾颠倒
// repair: 请重新加入该文件。
// returns: id, name, detail, document_id, quote
// why: every citation must show a sentence
MATCH (s)-[r]->(o)
WHERE r.start_char >= r.end_char OR r.start_char < 0
RETURN s.id AS id, s.name AS name, type(r) AS detail, coalesce(r.document_id, '') AS document_id, coalesce(r.quote, '') AS quote
ORDER BY id, detail, o.id
