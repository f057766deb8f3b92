// question: 同一指标、同一对象、同一年份、同一口径有两个不同的值
// repair: 请对照各处原文：口径不同的，在原文或表头写明口径；有一处写错的，改正原件后重新加入。
// returns: id, name, detail, document_id, quote
// why: an answer could give either; 0.5万亿元 and 5000亿元 are one value, a sum and a change are other bases
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation), (i)-[s:HAS_VALUE]->(p:Observation)
WHERE o.amount < p.amount AND size(o.year) = 4 AND o.year = p.year AND o.of_id = p.of_id AND o.of_name = p.of_name
  AND o.kind = p.kind AND o.amount_unit = p.amount_unit AND o.basis = p.basis
RETURN DISTINCT i.id AS id, i.name AS name, o.of_name + ' ' + o.year + '年：' + o.name + '、' + p.name AS detail,
       r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, quote
