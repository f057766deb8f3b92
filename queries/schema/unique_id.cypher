// question: one node an id and label
// names: LABEL
// why: MERGE finds a node by its id; without this Neo4j scans the label
CREATE CONSTRAINT <LABEL>_id IF NOT EXISTS FOR (n:<LABEL>) REQUIRE n.id IS UNIQUE
