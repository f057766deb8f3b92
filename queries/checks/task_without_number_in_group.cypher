// question: 同组任务有编号，这一项没有
// repair: 请看原表：漏编的补上编号，编号与内容写在一格的分开写，再重新加入。
// returns: id, name, detail, document_id, quote
// why: the row may be the rest of the row above it
MATCH (t:Task), (o:Task)
WHERE t.document_id = o.document_id AND t.group_name = o.group_name AND t.group_name <> '' AND t.id <> o.id
  AND t.number = '' AND o.number <> ''
RETURN DISTINCT t.id AS id, t.name AS name, t.group_name AS detail, t.document_id AS document_id, t.name AS quote
ORDER BY id
