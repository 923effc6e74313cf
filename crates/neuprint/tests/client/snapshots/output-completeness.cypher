MATCH (n:Neuron)
WHERE (n.type = 'KC' OR n.instance = 'KC')
RETURN n.bodyId AS bodyId
ORDER BY bodyId

---

MATCH (n:Neuron)-[e:ConnectsTo]->(m:Segment)
WHERE n.bodyId IN [1, 2]
WITH n.bodyId AS bodyId, e.weight AS weight, (m.status IN ['Traced', 'Anch\'or'] OR m.statusLabel IN ['Traced', 'Anch\'or']) AS complete
RETURN bodyId, sum(weight) AS total_weight, sum(CASE WHEN complete THEN weight ELSE 0 END) AS traced_weight
ORDER BY bodyId
