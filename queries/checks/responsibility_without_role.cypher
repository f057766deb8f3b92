// question: 责任关系没有写明牵头、责任还是配合
// repair: 请重新加入该文件；仍然出现时，把表头或标注的写法补进 ontology/vocabularies/columns.yaml。
// returns: id, name, detail, document_id, quote
// why: who leads and who helps is what is asked
MATCH (d:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE NOT r.role IN ['牵头', '责任', '配合']
RETURN t.id AS id, t.name AS name, d.name + ' ' + r.role AS detail, r.document_id AS document_id, r.quote AS quote
ORDER BY id, detail, quote
