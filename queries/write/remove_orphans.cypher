// question: take out the entities of a label that nothing points to any more
// names: LABEL
MATCH (n:<LABEL>)
WHERE NOT EXISTS { MATCH (n)--() }
DELETE n
