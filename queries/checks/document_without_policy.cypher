// question: 文件没有对应的规划或政策实体
// repair: 请在标题写明文件的全称，再重新加入。
// returns: id, name, detail, document_id, quote
// why: facts on the plan itself hang nowhere
MATCH (d:Document)
WHERE d.policy_id = '' OR NOT EXISTS { MATCH (p:Policy {id: d.policy_id}) }
RETURN d.id AS id, d.name AS name, d.policy_id AS detail, d.id AS document_id, d.heading AS quote
ORDER BY id
