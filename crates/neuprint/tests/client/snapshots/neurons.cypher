WITH [1, 2, 3, 9223372036854775807] AS n_search_bodyId
MATCH (n:Segment)
WHERE (n.status = 'Traced' OR n.status IS NULL)
  AND n.bodyId IN n_search_bodyId
  AND n.flywireType = 'K.*'
  AND n.class = 'it\'s'
  AND n.hemibrainBodyId IN [7, '7']
  AND (NOT n.cropped OR n.cropped IS NULL)
  AND n.somaLocation IS NULL
  AND (n.type IN ['KCa\'b\'', 'a\\b'] OR n.instance IS NOT NULL)
  AND n.pre >= 3
  AND n.closestLandmarkDistanceMicrons <= 1.5
  AND (n.`LH(R)` OR n.`MB(R)` OR n.`a'L(R)`)
  AND any(info IN [apoc.convert.fromJsonMap(n.roiInfo)] WHERE any(roi IN ['a\'L(R)'] WHERE info[roi].post >= 5) AND any(roi IN ['LH(R)', 'MB(R)'] WHERE info[roi].pre >= 1))
RETURN n.bodyId AS bodyId, n.type AS type, n.pre AS pre, n.axonOut AS axonOut, n.`odd ``name``` AS `odd ``name```, n.roiInfo AS roiInfo
ORDER BY n.bodyId
