//! Operators and functions.

use neuprint_cypher::ErrorCode;

use crate::ask::{check, refused, values};

#[test]
fn operators_bind_as_opencypher_says() {
    values("1 + 2 * 3 ^ 2, 2 ^ 3 ^ 2, -2 ^ 2, 7 - 2 - 1, 8 / 2 / 2", "19,64,4,4,2");
    values("'a' + 'b' STARTS WITH 'ab', 1 + 2 IN [3], 3 IN [1] + [3], null + 1 IS NULL", "true,true,true,true");
    values("1 < 2 < 3, 3 > 2 > 2, 1 = 1 = 1, NOT 1 = 2 AND true", "true,false,true,true");
    values("true OR true AND false XOR true, 'ab' =~ 'a' + 'b'", "true,true");
    values("1 = 1 IS NULL, 2 IN [2] = true", "false,true");
}

#[test]
fn integers_stay_exact_and_floats_stay_floats() {
    values(
        "720575940628857210 + 1, 9007199254740993 % 10, 7 / 2, 7 / 2.0, -7 / 2, -7 % 3",
        "720575940628857211,3,3,3.5,-3,-1",
    );
    values(
        "9007199254740993 % 10 = 3, 1 = 1.0, toInteger('9223372036854775807') < 9223372036854775808.0",
        "true,true,true",
    );
    values(
        "toString(1.0), toString(1e7), toString(1e-4), toInteger('9007199254740993'), toFloat('1e3')",
        r#""1.0","1.0E7","1.0E-4",9007199254740993,1000"#,
    );
    values(
        "round(2.5), round(-2.5), round(1.2345, 2), round(0.285, 2), round(9.99, 1), round(-1.25, 1)",
        "3,-2,1.23,0.29,10,-1.3",
    );
}

#[test]
fn nothing_is_in_order_with_not_a_number() {
    values(
        "0.0 / 0 > 1, 0.0 / 0 <= 0.0 / 0, 0.0 / 0 = 0.0 / 0, 0.0 / 0 <> 1, 0.0 / 0 > 'a'",
        "false,false,false,true,null",
    );
    values("1 / -0.0 > 0, toString(-0.0), toString(-(0.0))", "false,\"-0.0\",\"0.0\"");
}

#[test]
fn lists_and_maps() {
    values(
        "[1, 2, 3][0], [1, 2, 3][-1], [1][5], [1, 2, 3][1..], [1, 2, 3][..-1], [1, 2][5..7]",
        "1,3,null,[2,3],[1,2],[]",
    );
    values("{a: {b: [1]}}.a.b[0], {a: 1}['a'], {a: 1}.z, keys({a: 1, b: 2})", r#"1,1,null,["a","b"]"#);
    values(
        "[x IN [1, 2, 3] WHERE x > 1 | x * 2], [x IN [[1], []] | size(x)], reduce(s = 0, x IN [1, 2] | s + x)",
        "[4,6],[1,0],3",
    );
    values("[x IN [1, 2] | [y IN [10] | x + y]], reduce(s = '', x IN ['a', 'b'] | s + x)", r#"[[11],[12]],"ab""#);
    values(
        "head([]), last([1, 2]), tail([1, 2]), range(1, 7, 3), range(3, 1), reverse([1, 2])",
        "null,2,[2],[1,4,7],[],[2,1]",
    );
    values("[1] + 2, 0 + [1], [1] + [2], [1] + null", "[1,2],[0,1],[1,2],null");
}

#[test]
fn texts_are_counted_in_characters() {
    values(
        "size('😀é'), substring('naïve', 2, 2), left('😀b', 1), right('a😀', 1), reverse('a😀')",
        r#"2,"ïv","😀","😀","😀a""#,
    );
    values("split('a,b', ','), replace('aba', 'a', 'c'), trim(' a '), toUpper('é')", r#"["a","b"],"cbc","a","É""#);
    values("'it\\'s', \"q\", '\\u00e9', ':Neuron'", r#""it's","q","é",":Neuron""#);
}

#[test]
fn regular_expressions_match_the_whole_text() {
    values(
        "'abc' =~ 'b', 'abc' =~ '.*b.*', 'ABC' =~ '(?i)abc', 'a|b' =~ 'a|b', 'x(y)' =~ 'x\\\\(y\\\\)'",
        "false,true,true,false,true",
    );
    check("MATCH (n:Neuron) WHERE n.type =~ 'A|B' RETURN count(*)", "[[3]]");
}

#[test]
fn conditions_choose() {
    values(
        "CASE WHEN false THEN 1 WHEN null THEN 2 ELSE 3 END, CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END",
        r#"3,"b""#,
    );
    values("CASE WHEN false THEN 1 END, coalesce(null, 2), exists({a: 1}.a)", "null,2,true");
    // What is not chosen is not computed.
    check("UNWIND [0] AS x RETURN CASE WHEN true THEN 1 ELSE 1 / x END, false AND 1 / x = 1", "[[1,false]]");
}

/// As a Neo4j 4.4 with APOC answered.
#[test]
fn apoc_writes_json_and_knows_kinds() {
    let json = |value: &str, text: &str| values(&format!("apoc.convert.toJson({value}) = '{text}'"), "true");
    json("{a: 1, b: [1, 2.0, null, 'x\"y']}", r#"{"a":1,"b":[1,2.0,null,"x\\"y"]}"#);
    json("null", "null");
    json(
        "[true, 1e10, 1e-7, 12345678.9, 100000.0, 0.1 + 0.2]",
        "[true,1.0E10,1.0E-7,1.23456789E7,100000.0,0.30000000000000004]",
    );
    json("[1.0 / 0, 0.0 / 0, [], {}]", r#"["Infinity","NaN",[],{}]"#);
    json("'a\\n\\t\\u0001é😀</'", r#""a\\n\\t\\u0001é😀</""#);
    json("date({year: 2020})", r#""2020-01-01""#);
    json("point({x: 1, y: 2, z: 3})", r#"{"crs":"cartesian-3d","x":1.0,"y":2.0,"z":3.0}"#);
    let node = r#"{"id":"1","type":"node","labels":["Neuron","Segment"],"properties":{"bodyId":2,"type":"A"}}"#;
    check(&format!("MATCH (n {{bodyId: 2}}) RETURN apoc.convert.toJson(n) = '{node}'"), "[[true]]");
    let rel = format!(
        r#"{{"id":"0","type":"relationship","label":"Links","start":{node},"end":{node},"properties":{{"w":1}}}}"#
    );
    let read = format!("WITH apoc.convert.fromJsonMap('{rel}') AS rel RETURN keys(rel), rel.start.properties.bodyId");
    check(&read, r#"[[["end","id","label","properties","start","type"],2]]"#);
    check(
        "MATCH (a)-[r:Near]->() WITH apoc.convert.fromJsonMap(apoc.convert.toJson(r)) AS rel \
         RETURN keys(rel), rel.label, rel.type, rel.start.properties.bodyId, rel.end.labels",
        r#"[[["end","id","label","start","type"],"Near","relationship",4,["Neuron","Segment"]]]"#,
    );
    values(
        "[x IN [1, 1.5, 'a', true, null, [1], {}, date({year: 1}), point({x: 1, y: 2, z: 3})] | apoc.meta.type(x)]",
        r#"["INTEGER","FLOAT","STRING","BOOLEAN","NULL","LIST","MAP","LocalDate","PointValue"]"#,
    );
    check(
        "MATCH p = (n)-[r:Near]->() RETURN [x IN [n, r, p] | apoc.meta.type(x)]",
        r#"[[["NODE","RELATIONSHIP","PATH"]]]"#,
    );
    values(
        "[l IN [[1, 1], [1, 1.0], [null, null], [], null, [1], [[1], [1]], [{a: 1}, {a: 1}]] | \
         apoc.coll.containsDuplicates(l)]",
        "[true,false,true,false,false,false,true,true]",
    );
}

#[test]
fn json_in_properties_and_apoc_maps() {
    values(
        "apoc.convert.fromJsonMap('{\"a\": 1, \"b\": [1.5, null]}').b[0], apoc.convert.fromJsonMap(null)",
        "1.5,null",
    );
    // To the last bit.
    values(
        "apoc.convert.fromJsonMap('{\"a\": 0.9073038322028689}').a = 0.9073038322028689, apoc.convert.fromJsonList('[0.90462123657658012]')",
        "true,[0.9046212365765801]",
    );
    values(
        "apoc.map.removeKeys({a: 1, b: 2}, ['a']), apoc.map.setKey({}, 'a', 1), apoc.coll.toSet([1, 1.0, 2])",
        r#"{"b":2},{"a":1},[1,2]"#,
    );
    check(
        "MATCH (n {bodyId: 1}) RETURN n {.bodyId, x: n.bodyId + 1} AS m, n {.*}.type AS t",
        r#"[[{"bodyId":1,"x":2},"A"]]"#,
    );
}

#[test]
fn points() {
    check("MATCH (n {bodyId: 4}) RETURN n.soma.x, n.soma.y, n.soma.z, n.soma.srid", "[[1,2.5,3,9157]]");
    values("distance(point({x: 0, y: 0, z: 0}), point({x: 2, y: 3, z: 6})), distance(null, 1)", "7,null");
    // In a plane, which is another system.
    values(
        "point({x: 1, y: 2}), distance(point({x: 0, y: 0}), point({x: 3, y: 4})), \
         distance(point({x: 0, y: 0}), point({x: 1, y: 1, z: 1})), point({x: 1, y: 2}).crs",
        r#"{"type":"Point","coordinates":[1,2],"crs":{"srid":7203,"name":"cartesian","type":"link","properties":{"href":"http://spatialreference.org/ref/sr-org/7203/ogcwkt/","type":"ogcwkt"}}},5,null,"cartesian""#,
    );
    values(
        "point({x: 1, y: 2}) = point({x: 1.0, y: 2.0}), point({x: 1, y: 2}) = point({x: 1, y: 2, z: 0}), \
         point({x: null, y: 2}), point({x: 1, y: 2, z: 3, crs: 'cartesian-3D'}).z, abs(-9223372036854775808), \
         point.withinBBox(point({x: 1, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 1})), \
         point.withinBBox(point({x: 1, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 2, z: 2}))",
        "true,false,null,3,-9223372036854775808,true,null",
    );
    assert_eq!(refused("RETURN point({latitude: 1, longitude: 2})").code, ErrorCode::Unsupported);
    assert_eq!(refused("RETURN point({x: 1})").code, ErrorCode::Syntax);
}

#[test]
fn conversions_that_forgive() {
    values(
        "toIntegerOrNull(true), toFloatOrNull([1]), toBooleanOrNull('x'), toStringOrNull([1]), toIntegerOrNull({a: 1})",
        "1,null,null,null,null",
    );
    values("toFloatOrNull(true), toBooleanOrNull(1.5), toBooleanOrNull(2), toIntegerList(null)", "null,null,true,null");
    values(
        "toIntegerList(['1', 'a', null, 2.5, true]), toFloatList(['1.5', 2]), toBooleanList(['true', 1, [2]])",
        "[1,null,null,2,1],[1.5,2],[true,true,null]",
    );
    values("toStringList([1, 2.5, 'a', true, [1]])", r#"["1","2.5","a","true",null]"#);
}

#[test]
fn strings_hold_line_breaks() {
    values("'a\nb', \"c\r\nd\" + '', size('\n'), {k: '\n'}.k = '\\n'", r#""a\nb","c\r\nd",1,true"#);
    // No quote in a comment or a name begins a string, and what stands for a line break stays where it is typed.
    values("'x\ny' /* it's */ + '\u{1}', 'z' // isn't\n", r#""x\ny\u0001","z""#);
}

#[test]
fn maps_take_nodes_for_their_properties() {
    check(
        "MATCH (n {bodyId: 1}) WITH apoc.map.removeKeys(n, ['bodyId']) AS rest RETURN rest.bodyId, rest.type IS NULL OR true",
        "[[null,true]]",
    );
    values("apoc.map.setKey({a: 1}, 'b', 2).b, apoc.map.merge({a: 1}, {a: 2}).a", "2,2");
}
