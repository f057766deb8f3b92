// question: 目标的年份早于文件的成文年份
// repair: 请看原文：把完成值当成目标的，改正表头（完成值、目标值）后重新加入。
// returns: id, name, detail, document_id, quote
// why: what is over is no target, or the date of the document is wrong
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
MATCH (d:Document)
WHERE d.id = r.document_id AND o.kind = 'target' AND size(o.year) = 4 AND d.date <> '' AND o.year < substring(d.date, 0, 4)
RETURN o.id AS id, i.name AS name, o.name + '，成文 ' + d.date AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, quote
