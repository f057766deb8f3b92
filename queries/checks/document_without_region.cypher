// question: 文件不知道属于哪个地区
// repair: 请在文件名或标题写上地区名，或在 ontology/gazetteers/regions.csv 补上这个地名，再重新加入。
// returns: id, name, detail, document_id, quote
// why: 区科技局 in it belongs to no district
MATCH (d:Document)
WHERE d.region = '' AND NOT d.level IN ['国家', '省']
RETURN d.id AS id, d.name AS name, d.level AS detail, d.id AS document_id, d.heading AS quote
ORDER BY id
