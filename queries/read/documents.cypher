// question: 库中有哪些文件？
// returns: id, name, heading, kind, region, level, period_start, period_end, date, document_number, issuer, policy_id
// why: filters and citations
MATCH (d:Document)
RETURN d.id AS id, d.name AS name, d.heading AS heading, d.kind AS kind, d.region AS region, d.level AS level,
       d.period_start AS period_start, d.period_end AS period_end, d.date AS date,
       d.document_number AS document_number, d.issuer AS issuer, d.policy_id AS policy_id
ORDER BY name, id
