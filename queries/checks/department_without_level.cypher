// question: 部门不知道是哪一级
// repair: 请看名称：简称（如“科技局”）请在 ontology/gazetteers/bodies.csv 写明全称、地区和级别。
// returns: id, name, detail, document_id, quote
// why: 区科技局 of two districts are told apart by region and level
MATCH (n:Department)
WHERE n.level = ''
RETURN n.id AS id, n.name AS name, n.region AS detail, '' AS document_id, '' AS quote
ORDER BY id
