// question: 规划分解了多少项任务？
// params: documents: list = []
// returns: document_id, group_name, n
// why: by plan and by heading over the tasks; an indicator or project that somebody answers for is no task that the plan counts
MATCH (t:Task)
WHERE coalesce(t.matter, '') = '' AND (size($documents) = 0 OR t.document_id IN $documents)
RETURN t.document_id AS document_id, t.group_name AS group_name, count(t) AS n
ORDER BY document_id, group_name
