// question: 事实缺少原文、位置或文件
// repair: 请重新加入该文件；仍然出现时运行 `python -m kg rebuild --graph`。
// returns: id, name, detail, document_id, quote
// why: no evidence, no relation
MATCH (s)-[r]->(o)
WHERE NOT type(r) IN ['MENTIONS', 'IN_DOCUMENT']
  AND (coalesce(r.quote, '') = '' OR coalesce(r.document_id, '') = '' OR r.start_char IS NULL OR r.end_char IS NULL)
RETURN s.id AS id, s.name AS name, type(r) AS detail, coalesce(r.document_id, '') AS document_id, coalesce(r.quote, '') AS quote
ORDER BY id, detail, o.id
