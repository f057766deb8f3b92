MATCH (i:Indicator)-[r:HAS_VALUE]->(o:Observation)
WHERE o.kind IN ['actual', 'target'] AND o.amount > 0 AND o.amount_unit <> '%' AND (size($documents) = 0 OR r.document_id IN $documents)
WITH i, r.document_id AS document, o.of_id AS holder, o.amount_unit AS measure, coalesce(o.basis, '') AS measured,
     collect(CASE WHEN o.kind = 'actual' THEN r END) AS earlier, collect(r) AS later
UNWIND earlier AS r
UNWIND later AS q
WITH i, r, endNode(r) AS b, q, endNode(q) AS o
WHERE b.year < o.year
RETURN i.id AS indicator_id, i.name AS indicator, o.of_id AS of_id, o.of_name AS of_name,
       b.value AS value, b.unit AS unit, b.amount AS amount, b.amount_unit AS amount_unit, b.year AS year,
       o.id AS later_id, o.value AS later_value, o.unit AS later_unit, o.amount AS later_amount, o.year AS later_year, o.kind AS later_kind,
       o.amount / b.amount AS ratio,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS later_document_id, q.section AS later_section, q.quote AS later_quote, q.start_char AS later_start_char, q.end_char AS later_end_char, q.basis AS later_basis
ORDER BY ratio DESC, document_id, start_char, later_start_char, later_id, indicator_id
