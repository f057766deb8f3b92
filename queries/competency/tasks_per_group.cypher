// question: 各组分别有几项任务？
// params: documents: list = []
// returns: document_id, group_name, n, first_order
// why: the groups of a plan in its order; a task without a heading over it counts under the empty name
MATCH (t:Task)
WHERE (size($documents) = 0 OR t.document_id IN $documents)
RETURN t.document_id AS document_id, coalesce(t.group_name, '') AS group_name, count(t) AS n, min(t.order_index) AS first_order
ORDER BY document_id, first_order, group_name
