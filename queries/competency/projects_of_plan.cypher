// question: 规划列了哪些项目？
// params: documents: list = []
// returns: id, name, number, group_name, place, content, start_date, end_date, investment, progress, document_id, builder_id, builder, builder_aliases, section, quote, start_char, end_char, basis
// why: the whole project table, for lists, counts and the largest and smallest
MATCH (p:Project)
WHERE size($documents) = 0 OR p.document_id IN $documents
OPTIONAL MATCH (b:Enterprise|Institution|Department)-[r:BUILDS]->(p)
RETURN p.id AS id, p.name AS name, p.number AS number, p.group_name AS group_name, p.place AS place, p.content AS content,
       p.start_date AS start_date, p.end_date AS end_date, p.investment AS investment, p.progress AS progress,
       coalesce(r.document_id, p.document_id) AS document_id,
       b.id AS builder_id, b.name AS builder, b.aliases AS builder_aliases,
       r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, builder_id, end_char
