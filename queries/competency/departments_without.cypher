// question: 哪些部门没有任务（或没有牵头的任务）？
// params: roles: list = [], documents: list = []
// returns: id, name, labels, aliases, document_id, start_char, end_char
// why: departments that the documents name and give no task of these roles, of any role where none is given; the places that name them
MATCH (c:Chunk)-[m:MENTIONS]->(n:Department)
WHERE (size($documents) = 0 OR c.document_id IN $documents)
  AND NOT EXISTS { MATCH (n)-[r:RESPONSIBLE_FOR]->(:Task) WHERE (size($roles) = 0 OR r.role IN $roles) AND (size($documents) = 0 OR r.document_id IN $documents) }
RETURN n.id AS id, n.name AS name, labels(n) AS labels, n.aliases AS aliases, c.document_id AS document_id, m.start_char AS start_char, m.end_char AS end_char
ORDER BY document_id, start_char, id, end_char
