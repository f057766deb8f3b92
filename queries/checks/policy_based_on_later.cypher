// question: 规划以晚于自己的文件为依据
// repair: 请核对两份文件的成文日期；日期读错的，在原件首页或文末写明日期后重新加入。
// returns: id, name, detail, document_id, quote
// why: the two were read the wrong way round, or a date is wrong
MATCH (s:Policy)-[r:BASED_ON]->(o:Policy)
MATCH (own:Document), (upper:Document)
WHERE own.policy_id = s.id AND upper.policy_id = o.id AND own.date <> '' AND upper.date <> '' AND substring(own.date, 0, 7) < substring(upper.date, 0, 7)
RETURN s.id AS id, s.name AS name, o.name + '（' + upper.date + '）' AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, quote
