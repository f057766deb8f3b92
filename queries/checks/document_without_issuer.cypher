// question: 文件没有发文机关
// repair: 原件没有落款的不必处理；有而没有读出的，把落款单独写成一行，日期写在下一行，再重新加入。
// returns: id, name, detail, document_id, quote
// why: who issued it cannot be answered
MATCH (d:Document)
WHERE d.issuer = ''
RETURN d.id AS id, d.name AS name, d.kind AS detail, d.id AS document_id, d.heading AS quote
ORDER BY id
