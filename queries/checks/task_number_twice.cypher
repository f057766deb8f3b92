// question: 同一文件、同一组里两项任务编号相同
// repair: 请看原表：重复的编号改正后重新加入。
// returns: id, name, detail, document_id, quote
// why: a question by number finds both
MATCH (t:Task)
WHERE t.number <> ''
WITH t.document_id AS document_id, t.group_name AS group_name, t.number AS number, count(t) AS many, min(t.id) AS id,
     min(t.name) AS name, max(t.name) AS other
WHERE many > 1
RETURN id, name, group_name + ' ' + number + '：' + other AS detail, document_id, name AS quote
ORDER BY id
