// question: take out every node of a label
// names: LABEL
MATCH (n:<LABEL>)
DETACH DELETE n
