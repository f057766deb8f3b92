// question: 某指标某年是多少、目标是多少？
// params: ids: list, years: list = [], documents: list = []
// returns: indicator_id, indicator, observation_id, value, number, unit, amount, amount_unit, year, kind, of_id, of_name, of_kind, nature, observation_basis, qualifier, outcome, document_id, section, quote, start_char, end_char, basis
// why: actual, target and change of one indicator, each as written; the same quantity on two bases gives two rows
MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE i.id IN $ids AND (size($years) = 0 OR o.year IN $years) AND (size($documents) = 0 OR r.document_id IN $documents)
RETURN i.id AS indicator_id, i.name AS indicator, o.id AS observation_id, o.value AS value, o.number AS number, o.unit AS unit,
       o.amount AS amount, o.amount_unit AS amount_unit,
       o.year AS year, o.kind AS kind, o.of_id AS of_id, o.of_name AS of_name, o.of_kind AS of_kind, o.nature AS nature,
       o.basis AS observation_basis, o.qualifier AS qualifier, o.outcome AS outcome,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY year, document_id, start_char, observation_id, end_char
