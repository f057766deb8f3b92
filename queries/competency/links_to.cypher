// question: 什么与它们直接有关？
// params: ids: list, limit: int = 20000
// returns: id, other_id, other, other_labels, relation, outward, document_id, section, quote, start_char, end_char, basis
// why: the other half of links_of: the facts that run towards the ones asked about
MATCH (a:Enterprise|Institution|Department|Park|Platform|Industry|Region|Policy|Project|Indicator|Cluster|Title|Fund|Task)<-[r:ISSUED_BY|BASED_ON|COVERS|RESPONSIBLE_FOR|CONCERNS|LOCATED_IN|PART_OF|IN_INDUSTRY|FOCUSES_ON|SUB_INDUSTRY|BUILDS|OPERATES|COOPERATES_WITH|HOLDS_TITLE]-(b)
WHERE a.id IN $ids
RETURN a.id AS id, b.id AS other_id, b.name AS other, labels(b) AS other_labels, type(r) AS relation, false AS outward,
       r.document_id AS document_id, r.section AS section, r.quote AS quote, r.start_char AS start_char, r.end_char AS end_char, r.basis AS basis
ORDER BY id, other_id, relation, document_id, start_char, end_char
LIMIT $limit
