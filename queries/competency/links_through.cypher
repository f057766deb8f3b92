// question: 这两者经由什么发生关系？
// params: left: string, right: string, limit: int = 200
// returns: middle_id, middle, middle_labels, left_relation, right_relation, document_id, section, quote, start_char, end_char, basis, right_document_id, right_section, right_quote, right_start_char, right_end_char
// why: paths of two facts over a third thing; the evidence of both steps
MATCH (a:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)-[r:ISSUED_BY|BASED_ON|COVERS|RESPONSIBLE_FOR|CONCERNS|LOCATED_IN|PART_OF|IN_INDUSTRY|FOCUSES_ON|SUB_INDUSTRY|BUILDS|OPERATES|COOPERATES_WITH|HOLDS_TITLE]-(m)-[q:ISSUED_BY|BASED_ON|COVERS|RESPONSIBLE_FOR|CONCERNS|LOCATED_IN|PART_OF|IN_INDUSTRY|FOCUSES_ON|SUB_INDUSTRY|BUILDS|COOPERATES_WITH|HOLDS_TITLE]-(b)
WHERE a.id = $left AND b.id = $right AND m.id <> a.id AND m.id <> b.id
RETURN m.id AS middle_id, m.name AS middle, labels(m) AS middle_labels, type(r) AS left_relation, type(q) AS right_relation,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis,
       q.document_id AS right_document_id, q.section AS right_section, q.quote AS right_quote, q.start_char AS right_start_char, q.end_char AS right_end_char
ORDER BY middle_id, left_relation, right_relation, document_id, start_char, right_document_id, right_start_char
LIMIT $limit
