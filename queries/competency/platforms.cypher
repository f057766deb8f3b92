// question: 有哪些平台、科学设施，谁建、在哪里？
// params: documents: list = []
// returns: id, name, aliases, builder_id, builder, place_id, place, document_id, section, quote, start_char, end_char, basis
// why: one row a platform, builder and place; r is the place's evidence, a platform without a stated place has none
MATCH (n:Platform)
OPTIONAL MATCH (b:Enterprise|Institution|Department)-[:BUILDS]->(n)
OPTIONAL MATCH (n)-[r:LOCATED_IN]->(place:Park|Region)
WITH n, b, place, r
WHERE r IS NULL OR (size($documents) = 0 OR r.document_id IN $documents)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, b.id AS builder_id, b.name AS builder, place.id AS place_id, place.name AS place,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY name, id, builder_id, place_id, document_id, start_char
