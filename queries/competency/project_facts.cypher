// question: 某项目由谁建设、在哪里、投资多少、进展如何？
// params: ids: list
// returns: id, name, number, group_name, place, content, start_date, end_date, investment, progress, document_id, builder_id, builder, builder_aliases, section, quote, start_char, end_char, basis
// why: the row of the project table with its builders; a builder may be told in another document, and the quote is of that one
MATCH (p:Project)
WHERE p.id IN $ids
OPTIONAL MATCH (b:Enterprise|Institution|Department)-[r:BUILDS]->(p)
RETURN p.id AS id, p.name AS name, p.number AS number, p.group_name AS group_name, p.place AS place, p.content AS content,
       p.start_date AS start_date, p.end_date AS end_date, p.investment AS investment, p.progress AS progress,
       coalesce(r.document_id, p.document_id) AS document_id,
       b.id AS builder_id, b.name AS builder, b.aliases AS builder_aliases,
       r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, id, builder_id, end_char
