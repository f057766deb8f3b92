// question: 园区位于同一级的两个地区
// repair: 跨区园区不必处理；读错的请看两处原文，在 ontology/gazetteers/parks.csv 写明所在地区。
// returns: id, name, detail, document_id, quote
// why: one of the two sentences was read wrongly, unless the park spans both
MATCH (p:Park)-[r:LOCATED_IN]->(a:Region), (p)-[:LOCATED_IN]->(b:Region)
WHERE a.id < b.id AND a.level = b.level
RETURN DISTINCT p.id AS id, p.name AS name, a.name + '、' + b.name AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, quote
