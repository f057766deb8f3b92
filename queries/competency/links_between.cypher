// question: 这两者有什么直接关系？
// params: left: string, right: string
// returns: subject_id, subject, relation, object_id, object, role, status, document_id, section, quote, start_char, end_char, basis
// why: facts that join the two, in either direction; with its labels, for Neo4j finds an id by index only under one
MATCH (s:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)-[r:ISSUED_BY|BASED_ON|COVERS|RESPONSIBLE_FOR|CONCERNS|LOCATED_IN|PART_OF|IN_INDUSTRY|FOCUSES_ON|SUB_INDUSTRY|BUILDS|OPERATES|COOPERATES_WITH|HOLDS_TITLE]->(o)
WHERE s.id IN [$left, $right] AND o.id IN [$left, $right] AND s.id <> o.id
RETURN s.id AS subject_id, s.name AS subject, type(r) AS relation, o.id AS object_id, o.name AS object, r.role AS role, r.status AS status,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY relation, document_id, start_char, subject_id, object_id
