// question: 某一节写了什么？
// params: documents: list, section: string
// returns: chunk_id, section, document_id, order_index, start_char, end_char
// why: the passages under a heading in the order of the plan, its own and those of the headings below it
MATCH (c:Chunk)
WHERE c.document_id IN $documents AND c.section STARTS WITH $section
RETURN c.id AS chunk_id, c.section AS section, c.document_id AS document_id, c.order_index AS order_index, c.start_char AS start_char, c.end_char AS end_char
ORDER BY document_id, order_index, chunk_id
