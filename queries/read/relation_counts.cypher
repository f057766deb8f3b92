// question: 图中各类关系各有多少？
// returns: relation, n
// why: the about page; with counts it tells two projections apart
MATCH ()-[r]->()
WITH type(r) AS relation, count(r) AS n
RETURN relation, n
ORDER BY relation
