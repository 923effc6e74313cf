MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron)
WHERE (n.type = 'KC' OR n.instance = 'KC')
  AND e.weight >= 7
RETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, e.weight AS weight, coalesce(e.weightHP, 0) AS weightHP, n.type AS type_pre, m.type AS type_post, n.instance AS instance_pre, m.instance AS instance_post, e.roiInfo AS conn_roiInfo
ORDER BY e.weight DESC, n.bodyId, m.bodyId
