MATCH (n:Neuron)
WHERE (n.type =~ 'KC.*' OR n.instance =~ 'KC.*')
  AND (n.`LH(R)`)
RETURN count(n) AS count

---

MATCH (n:Neuron)
WHERE (n.type = 'MBON01' OR n.instance = 'MBON01')
  AND (n.`LH(R)`)
RETURN count(n) AS count

---

MATCH (n:Neuron)
WHERE (n.type = 'MBON01' OR n.instance = 'MBON01')
  AND (n.`LH(R)`)
RETURN n.bodyId AS bodyId
ORDER BY bodyId

---

MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron)
WHERE m.bodyId IN [11, 12]
WITH e, m, n
WHERE (n.type =~ 'KC.*' OR n.instance =~ 'KC.*')
  AND (n.`LH(R)`)
  AND e.weight >= 2
RETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, e.weight AS weight, e.roiInfo AS roiInfo

---

MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron)
WHERE m.bodyId = 13
WITH e, m, n
WHERE (n.type =~ 'KC.*' OR n.instance =~ 'KC.*')
  AND (n.`LH(R)`)
  AND e.weight >= 2
RETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, e.weight AS weight, e.roiInfo AS roiInfo

---

MATCH (n:Segment)
WHERE n.bodyId IN [1, 11]
RETURN n.type AS type, n.bodyId AS bodyId
ORDER BY n.bodyId
