// question: 各项指标从基期到目标增长多少？
// params: documents: list = []
// returns: indicator_id, indicator, of_id, of_name, value, unit, amount, amount_unit, year, later_id, later_value, later_unit, later_amount, later_year, later_kind, ratio, document_id, section, quote, start_char, end_char, basis, later_document_id, later_section, later_quote, later_start_char, later_end_char, later_basis
// why: two values of one thing in one document, a later over an earlier actual one, on one basis; a share (%) has no ratio that tells; Neo4j groups the values first, for it would try each with all others of the indicator, and kglite groups slowly
MATCH (i:Indicator)-[r:HAS_VALUE]->(b:Observation)
WHERE b.kind = 'actual' AND b.amount > 0 AND b.amount_unit <> '%' AND (size($documents) = 0 OR r.document_id IN $documents)
WITH i, r, b
MATCH (i)-[q:HAS_VALUE]->(o:Observation)
WHERE q.document_id = r.document_id AND b.year < o.year AND o.amount > 0
  AND b.of_id = o.of_id AND b.amount_unit = o.amount_unit AND coalesce(b.basis, '') = coalesce(o.basis, '')
  AND o.kind IN ['actual', 'target']
RETURN i.id AS indicator_id, i.name AS indicator, o.of_id AS of_id, o.of_name AS of_name,
       b.value AS value, b.unit AS unit, b.amount AS amount, b.amount_unit AS amount_unit, b.year AS year,
       o.id AS later_id, o.value AS later_value, o.unit AS later_unit, o.amount AS later_amount, o.year AS later_year, o.kind AS later_kind,
       o.amount / b.amount AS ratio,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS later_document_id, q.section AS later_section, q.quote AS later_quote, q.start_char AS later_start_char, q.end_char AS later_end_char, q.basis AS later_basis
ORDER BY ratio DESC, document_id, start_char, later_start_char, later_id, indicator_id
