// question: 它们与什么直接有关？
// params: ids: list, limit: int = 20000
// returns: id, other_id, other, other_labels, relation, outward, document_id, section, quote, start_char, end_char, basis
// why: one step of the search for the shortest connection; outward: the fact runs from the one asked about to the other
MATCH (a:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)-[r:ISSUED_BY|BASED_ON|COVERS|RESPONSIBLE_FOR|CONCERNS|LOCATED_IN|PART_OF|IN_INDUSTRY|FOCUSES_ON|SUB_INDUSTRY|BUILDS|OPERATES|COOPERATES_WITH|HOLDS_TITLE]->(b)
WHERE a.id IN $ids
RETURN a.id AS id, b.id AS other_id, b.name AS other, labels(b) AS other_labels, type(r) AS relation, true AS outward,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY id, other_id, relation, document_id, start_char, end_char
LIMIT $limit
