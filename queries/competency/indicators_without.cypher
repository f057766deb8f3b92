// question: 哪些指标没有目标值（或没有基期值）？
// params: kinds: list, others: list, documents: list = []
// returns: indicator_id, indicator, observation_id, value, number, unit, amount, amount_unit, year, kind, of_id, of_name, of_kind, nature, observation_basis, qualifier, document_id, section, quote, start_char, end_char, basis
// why: indicators with a value of the kinds `others` and none of `kinds` in the same document; the value that they have is the evidence; grouped by one text, for a second MATCH goes through all values of an indicator once for each of them
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE (o.kind IN $kinds OR o.kind IN $others) AND (size($documents) = 0 OR r.document_id IN $documents)
WITH i.id + '|' + r.document_id + '|' + o.of_id AS thing, sum(CASE WHEN o.kind IN $kinds THEN 1 ELSE 0 END) AS found, collect(r) AS told
WHERE found = 0
UNWIND told AS r
WITH startNode(r) AS i, r, endNode(r) AS o
RETURN i.id AS indicator_id, i.name AS indicator, o.id AS observation_id, o.value AS value, o.number AS number, o.unit AS unit,
       o.amount AS amount, o.amount_unit AS amount_unit,
       o.year AS year, o.kind AS kind, o.of_id AS of_id, o.of_name AS of_name, o.of_kind AS of_kind, o.nature AS nature,
       o.basis AS observation_basis, o.qualifier AS qualifier,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY document_id, start_char, indicator_id, observation_id, end_char
