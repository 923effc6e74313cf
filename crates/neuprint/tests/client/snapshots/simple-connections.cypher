WITH ['a', 'b', 'c', 'd'] AS m_search_type,
     ['a', 'b', 'c', 'd'] AS m_search_instance
MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron)
WHERE (n.type =~ '(KC.*)|(MBON)' OR n.instance =~ '(KC.*)|(MBON)')
  AND (m.type IN m_search_type OR m.instance IN m_search_instance)
  AND e.weight >= 1
RETURN n.bodyId AS bodyId_pre, m.bodyId AS bodyId_post, e.weight AS weight, coalesce(e.weightHP, 0) AS weightHP, coalesce(e.weightAxonAxon, 0) AS weightAxonAxon, coalesce(e.weightAxonDendrite, 0) AS weightAxonDendrite, coalesce(e.weightDendriteDendrite, 0) AS weightDendriteDendrite, coalesce(e.weightDendriteAxon, 0) AS weightDendriteAxon, n.type AS type_pre, m.type AS type_post, apoc.convert.fromJsonMap(n.roiInfo) AS roiInfo_pre, apoc.convert.fromJsonMap(m.roiInfo) AS roiInfo_post, n.`odd ``name``` AS `odd ``name``_pre`, m.`odd ``name``` AS `odd ``name``_post`, e.roiInfo AS conn_roiInfo
ORDER BY e.weight DESC, n.bodyId, m.bodyId
