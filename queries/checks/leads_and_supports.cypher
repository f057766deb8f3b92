// question: 同一单位对同一任务既牵头又配合
// repair: 请看原文：写重复的不必处理；角色读错的，改正原文的标注后重新加入。
// returns: id, name, detail, document_id, quote
// why: one of the two roles was read wrongly, or the plan repeats itself
MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task), (d)-[s:RESPONSIBLE_FOR]->(t)
WHERE r.role = '牵头' AND s.role = '配合'
RETURN DISTINCT t.id AS id, t.name AS name, d.name AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, quote
