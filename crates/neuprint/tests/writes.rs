//! Queries that would change the database, in spellings that hide it, and queries that only look like them. The gateway
//! of `neuprint serve` asks the same function.

use neuprint::cypher::write_clause;

/// What writes, and the clause or procedure that is told.
const HOSTILE: &[(&str, &str)] = &[
    // Every clause, in any case.
    ("CREATE (n:Neuron {bodyId: 1})", "CREATE"),
    ("create (n) return n", "CREATE"),
    ("CrEaTe p = (a)-[:X]->(b)", "CREATE"),
    ("MERGE (n:Neuron {bodyId: 1})", "MERGE"),
    ("MERGE(n) ON CREATE SET n.x = 1", "MERGE"),
    ("MATCH (n) SET n.x = 1", "SET"),
    ("MATCH (n) set n += {x: 1}", "SET"),
    ("MATCH (n) SET n:Label", "SET"),
    ("MATCH (n) SET (n).x = 1", "SET"),
    ("MATCH (n) SET [n][0].x = 1", "SET"),
    ("MATCH (n) SET {a: n}.a.x = 1", "SET"),
    ("MATCH (n) SET `n`.x = 1", "SET"),
    ("MATCH (n) DELETE n", "DELETE"),
    ("MATCH (n) DETACH DELETE n", "DELETE"),
    ("MATCH (n) detach\n delete(n)", "DELETE"),
    ("MATCH (n) DELETE [n][0]", "DELETE"),
    ("MATCH (n) REMOVE n.x", "REMOVE"),
    ("MATCH (n) REMOVE n:Neuron", "REMOVE"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.a = x)", "FOREACH"),
    ("MATCH p = (a)-->(b) FOREACH(n IN nodes(p) | REMOVE n.x)", "FOREACH"),
    ("LOAD CSV FROM 'http://a/b.csv' AS row RETURN row", "LOAD"),
    ("load csv with headers from 'file:///etc/passwd' as r return r", "LOAD"),
    ("USING PERIODIC COMMIT 500 LOAD CSV FROM 'x' AS row CREATE (n)", "LOAD"),
    ("CREATE INDEX FOR (n:Neuron) ON (n.bodyId)", "CREATE"),
    ("CREATE CONSTRAINT c FOR (n:N) REQUIRE n.a IS UNIQUE", "CREATE"),
    ("CREATE OR REPLACE DATABASE x", "CREATE"),
    ("DROP INDEX x IF EXISTS", "DROP"),
    ("DROP DATABASE neo4j", "DROP"),
    ("ALTER USER neo4j SET PASSWORD 'x'", "ALTER"),
    ("GRANT ROLE admin TO reader", "GRANT"),
    ("START DATABASE neo4j", "START"),
    ("STOP DATABASE neo4j", "STOP"),
    // White space, comments and what stands close together.
    ("MATCH (n)SET n.x=1", "SET"),
    ("MATCH (n)\u{a0}SET\u{a0}n.x = 1", "SET"),
    ("CREATE\u{180e}(n)", "CREATE"),
    ("CREATE\u{1c}(n)", "CREATE"),
    ("CREATE\u{2028}(n)", "CREATE"),
    ("\u{feff}CREATE (n)", "CREATE"),
    ("MATCH (n) /* reads only */ DELETE /* really */ n", "DELETE"),
    ("LOAD /* a */ CSV FROM 'x' AS row RETURN row", "LOAD"),
    ("MATCH (n) // reads only\nSET n.x = 1", "SET"),
    ("MATCH (n) // reads only\rSET n.x = 1", "SET"),
    ("MATCH (n) RETURN 1 /* 'a */ MERGE (m) /* b' */", "MERGE"),
    ("MATCH (n) WHERE n.x > 1. DELETE n", "DELETE"),
    ("MATCH (n) WHERE n.x = 1SET n.y = 2", "SET"),
    ("MATCH (n) WHERE n.x = 0x1 SET n.y = 2", "SET"),
    ("MATCH (n) WHERE n.x = 1e3SET n.y = 2", "SET"),
    ("MATCH (n) RETURN 'it\\'s' MERGE (m)", "MERGE"),
    ("MATCH (n) RETURN 'a' + \"'\" MERGE (m)", "MERGE"),
    ("MATCH (n) RETURN '\\\\' MERGE (m) RETURN '", "MERGE"),
    ("MATCH (`a``b`) DELETE `a``b`", "DELETE"),
    ("RETURN 1; CREATE (n)", "CREATE"),
    ("EXPLAIN MATCH (n) RETURN n; MATCH (n) DELETE n", "DELETE"),
    ("PROFILE CREATE (n)", "CREATE"),
    ("CYPHER runtime=slotted CREATE (n)", "CREATE"),
    // Escapes that the database resolves before it reads.
    ("MATCH (n) \\u0053ET n.x = 1", "SET"),
    ("RETURN '\\u0027 MERGE (n) //'", "MERGE"),
    ("MATCH (n) \\uu0044ELETE n", "DELETE"),
    // Within other clauses, and behind variables that are called like clauses.
    ("MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n", "SET"),
    ("MATCH (n) CALL { WITH n CALL { WITH n DELETE n } } RETURN 1", "DELETE"),
    ("RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x", "CREATE"),
    ("RETURN 1 AS x UNION ALL MATCH (n) REMOVE n.a RETURN 1 AS x", "REMOVE"),
    ("MATCH (n) WITH * SET n.x = 1", "SET"),
    ("MATCH (n) WITH DISTINCT * DELETE n", "DELETE"),
    ("MATCH (as) SET as.x = 1", "SET"),
    ("MATCH (in) DELETE in", "DELETE"),
    ("MATCH (n) WITH n AS as SET as.x = 1", "SET"),
    ("MATCH (return) WITH return SET return.x = 1", "SET"),
    ("MATCH (n) WITH n, 1 AS with DELETE n", "DELETE"),
    ("MATCH (n) WITH n ORDER BY n.by DELETE n", "DELETE"),
    ("MATCH (n) WHERE n:With DELETE n", "DELETE"),
    ("MATCH (n) WHERE n.x IN $in SET n.x = 1", "SET"),
    ("MATCH (set:Set {set: 1}) SET set.set = 2", "SET"),
    ("MATCH (n) WHERE n.name = 'SET' SET n.x = 1", "SET"),
    ("MATCH (n) CALL { WITH n RETURN n.x AS y } IN TRANSACTIONS RETURN y", "CALL IN TRANSACTIONS"),
    ("MATCH (n) call { with n return {a: {}} as y } in transactions of 10 rows return y", "CALL IN TRANSACTIONS"),
    ("MATCH (n) CALL (n) { RETURN 1 AS y } IN 4 CONCURRENT TRANSACTIONS RETURN y", "CALL IN TRANSACTIONS"),
    // Procedures.
    ("CALL apoc.create.node(['A'], {})", "CALL apoc.create.node"),
    ("call APOC.Create.Relationship(a, 'X', {}, b) yield rel return rel", "CALL apoc.create.relationship"),
    ("CALL apoc.create.setProperty(n, 'x', 1)", "CALL apoc.create.setproperty"),
    ("CALL apoc.merge.node(['A'], {})", "CALL apoc.merge.node"),
    ("CALL apoc.refactor.mergeNodes([a, b])", "CALL apoc.refactor.mergenodes"),
    ("call `apoc`.periodic . iterate('', '', {})", "CALL apoc.periodic.iterate"),
    ("CALL `apoc.periodic.commit`('', {})", "CALL apoc.periodic.commit"),
    ("CALL /* x */ apoc. /* y */ cypher.doIt('CREATE (n)', {})", "CALL apoc.cypher.doit"),
    ("CALL apoc.cypher.runMany('CREATE (n);', {})", "CALL apoc.cypher.runmany"),
    ("CALL apoc.load.json('http://a/b') YIELD value RETURN value", "CALL apoc.load.json"),
    ("CALL apoc.load.jdbc('jdbc:x', 'y')", "CALL apoc.load.jdbc"),
    ("CALL apoc.export.csv.all('x.csv', {})", "CALL apoc.export.csv.all"),
    ("CALL apoc.import.json('file:///x')", "CALL apoc.import.json"),
    ("CALL apoc.trigger.add('x', 'CREATE (n)', {})", "CALL apoc.trigger.add"),
    ("CALL apoc.nodes.delete([n], 10)", "CALL apoc.nodes.delete"),
    ("CALL apoc.do.when(true, 'CREATE (n)', '')", "CALL apoc.do.when"),
    ("CALL apoc.schema.assert({}, {})", "CALL apoc.schema.assert"),
    ("CALL db.createLabel('X')", "CALL db.createlabel"),
    ("CALL db.index.fulltext.drop('x')", "CALL db.index.fulltext.drop"),
    ("CALL dbms.security.createUser('a', 'b')", "CALL dbms.security.createuser"),
    ("CALL dbms.killQuery('query-1')", "CALL dbms.killquery"),
    ("CALL gds.pageRank.write('g', {})", "CALL gds.pagerank.write"),
    // Texts that are run.
    ("CALL apoc.cypher.run('CREATE (n)', {}) YIELD value RETURN value", "CREATE"),
    ("CALL apoc.cypher.run(\"MATCH (n) SET n.x = 'a'\", {}) YIELD value RETURN value", "SET"),
    ("CALL apoc.cypher.runTimeboxed('MATCH (n)\\nDETACH DELETE n', {}, 500) YIELD value RETURN value", "DELETE"),
    ("CALL apoc.cypher.run('CRE' + 'ATE (n)', {}) YIELD value RETURN value", "CREATE"),
    ("WITH 'MERGE (n)' AS q CALL apoc.cypher.run(q, {}) YIELD value RETURN value", "MERGE"),
    ("CALL apoc.cypher.run('CALL apoc.create.node([], {})', {}) YIELD value RETURN value", "CALL apoc.create.node"),
    ("CALL apoc.cypher.run('CALL apoc.cypher.run(\"CREATE (n)\", {})', {}) YIELD value RETURN 1", "CREATE"),
    ("CALL apoc.cypher.run(toUpper('create (n)'), {}) YIELD value RETURN value", "CALL apoc.cypher.run"),
    ("CALL apoc.cypher.run(reverse(')n( ETAERC'), {}) YIELD value RETURN value", "CALL apoc.cypher.run"),
    ("RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})", "CREATE"),
    ("CALL apoc.when(true, 'CREATE (n) RETURN n', '', {}) YIELD value RETURN value", "CREATE"),
    ("CALL apoc.case([true, 'MATCH (n) DELETE n'], '', {}) YIELD value RETURN value", "DELETE"),
];

/// What only looks like writing.
const HARMLESS: &[&str] = &[
    "",
    "MATCH (n:Neuron) RETURN n LIMIT 10",
    // Property names.
    "MATCH (n) RETURN n.set, n.create, n.delete",
    "MATCH (n) RETURN n . delete, n.\nmerge",
    "MATCH (n) WHERE n.set = 1 RETURN n",
    "MATCH (n) WHERE n.load CONTAINS 'csv' RETURN n",
    "MATCH (n) RETURN n ORDER BY n.drop, n.stop DESC",
    "MATCH (n) WHERE n.remove IS NOT NULL AND n.foreach > 1 RETURN n.set AS s",
    "MATCH (n {set: 1, delete: 2}) RETURN n",
    "RETURN {set: 1, create: 2, merge: {delete: 3}} AS m",
    "RETURN {set: 1}.set AS x",
    "MATCH (n) RETURN n {.set, .create, remove: n.x}",
    "MATCH (n) RETURN n['set'], n[\"delete\"]",
    "MATCH (n) WHERE n.created AND n.deleted RETURN n.settings, n.offset",
    "MATCH (n) RETURN n.`SET`, n.`CREATE (n)`, n.`DELETE n`",
    // Labels and types.
    "MATCH (n:Set) RETURN n",
    "MATCH (n:Create:Delete) RETURN n",
    "MATCH (n)-[:CREATE]->(m) RETURN m",
    "MATCH (n)-[:CREATE|MERGE|SET]->() RETURN n",
    "MATCH (n)-[e:DELETE*1..2]->() RETURN n",
    "MATCH (n)-[:SET {weight: 1}]->() RETURN n",
    "MATCH (n)-[:ConnectsTo|SET {weight: 1}]->() RETURN n",
    "MATCH (n) WHERE n:Set AND NOT n:Merge RETURN n",
    "MATCH (n:`SET n.x = 1`) RETURN n",
    // Strings.
    "RETURN 'CREATE (n)' AS text",
    "RETURN \"MATCH (n) SET n.x = 1\" AS text",
    "RETURN 'it\\'s SET n.x = 1' AS text",
    "RETURN 'a\\\\' + 'DELETE n' AS text",
    "RETURN \"C:\\\\users\" AS path, ' DELETE n '",
    "MATCH (n) WHERE n.type = 'SET' RETURN n",
    "MATCH (n) WHERE n.type =~ '.*DELETE (n).*' RETURN n",
    "MATCH (n) WHERE n.notes CONTAINS \"'; DROP DATABASE neo4j; //\" RETURN n",
    "MATCH (n) WHERE n.type IN ['CREATE', 'MERGE', 'REMOVE'] RETURN n",
    "RETURN 'CALL apoc.create.node([], {})' AS text",
    "RETURN 'CALL { RETURN 1 } IN TRANSACTIONS' AS text",
    "RETURN '/*' AS a, 'SET n.x = 1' AS b, '*/' AS c",
    "RETURN '//' AS a, 'DELETE n' AS b",
    "MATCH (n) WHERE n.instance = '' OR n.instance = 'SET ' RETURN n",
    // Comments.
    "MATCH (n) RETURN n // DELETE n",
    "// CREATE (n)\nMATCH (n) RETURN n",
    "MATCH (n) /* SET n.x = 1 */ RETURN n",
    "/* MERGE (n)\n DELETE n */ RETURN 1",
    "RETURN 1 // 'unclosed \" SET n.x = 1",
    "RETURN 8 / 2 / 2 // CREATE (n)",
    // Variables and aliases.
    "WITH 1 AS set RETURN set",
    "WITH 1 AS set, 2 AS create RETURN set, create",
    "RETURN 1 AS delete, 2 AS merge",
    "UNWIND [1] AS remove WITH remove AS create RETURN create",
    "MATCH (set)-[merge:ConnectsTo]->(create) RETURN set, merge, create",
    "MATCH (set {bodyId: 1}) RETURN set.type",
    "MATCH (set) RETURN set ORDER BY set.bodyId",
    "MATCH (n) WITH n AS set WHERE set.pre > 1 RETURN set",
    "MATCH (n) WITH DISTINCT n AS delete RETURN DISTINCT delete",
    "WITH [1, 2] AS set RETURN [x IN set WHERE x > 1 | x]",
    "WITH 1 AS set RETURN CASE WHEN set > 1 THEN set ELSE set END AS x",
    "WITH true AS set WHERE set AND NOT set OR set RETURN set",
    "WITH 1 AS set RETURN 2 * set + 3 - set AS x",
    "WITH 1 AS set RETURN 2 * set AS x ORDER BY set DESC SKIP 0 LIMIT 1",
    "UNWIND [1] AS set UNWIND [set] AS x RETURN x IN [set] AS y",
    "RETURN all(set IN [1] WHERE set > 0) AS x",
    "RETURN reduce(set = 0, x IN [1] | set + x) AS x",
    "RETURN [delete IN [1] | delete + 1] AS x",
    "CALL db.labels() YIELD label AS set RETURN set",
    "CALL my.procedure() YIELD set RETURN set",
    "WITH 1 AS x RETURN x AS `create`, x AS `DELETE n`",
    "WITH 'a' AS load, 'b' AS csv RETURN load, csv",
    "MATCH set = (a)-->(b) RETURN nodes(set)",
    "WITH {a: 1} AS m, [{a: 1}] AS transactions WHERE {a: 1} IN transactions RETURN m",
    "RETURN $set AS x, $delete AS y",
    // Subqueries and procedures that read.
    "CALL { MATCH (n) RETURN n } RETURN n",
    "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN c",
    "MATCH (n) WHERE exists { MATCH (n)-[:ConnectsTo]->() } RETURN n",
    "CALL dbms.components() YIELD name RETURN name",
    "CALL dbms.procedures() YIELD name RETURN name",
    "CALL db.schema.visualization()",
    "CALL db.indexes() YIELD name RETURN name",
    "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
    "CALL db.relationshipTypes()",
    "CALL apoc.meta.schema() YIELD value RETURN value",
    "CALL apoc.help('create') YIELD name RETURN name",
    "CALL apoc.create.vNode(['A'], {}) YIELD node RETURN node",
    "RETURN apoc.create.uuid() AS id",
    "CALL apoc.path.subgraphNodes(n, {}) YIELD node RETURN node",
    "RETURN apoc.map.removeKey({a: 1}, 'a') AS m, apoc.map.setKey({}, 'set', 1) AS n",
    "RETURN apoc.coll.toSet([1, 1]) AS s",
    // Texts that are run and read.
    "CALL apoc.cypher.run('MATCH (n) RETURN n', {}) YIELD value RETURN value",
    "CALL apoc.cypher.run(\"MATCH (n) WHERE n.type = 'SET n.x = 1' RETURN n\", {}) YIELD value RETURN value",
    "CALL apoc.cypher.runTimeboxed('MATCH (n) RETURN n.set // DELETE n', {}, 500) YIELD value RETURN value",
    "CALL apoc.cypher.runTimeboxed('MATCH (n) WHERE n.bodyId = ' + toString(1) + ' RETURN n', {}, 500) YIELD value RETURN value",
    "WITH 'RETURN 1 AS set' AS q CALL apoc.cypher.run(q, {x: toUpper('a')}) YIELD value RETURN value",
    "CALL apoc.cypher.runManyReadOnly('RETURN 1;', {})",
    "CALL apoc.when(true, 'RETURN 1 AS x', 'RETURN 2 AS x', {}) YIELD value RETURN value",
];

#[test]
fn what_writes_is_told_however_it_is_spelt() {
    let wrong: Vec<String> = HOSTILE
        .iter()
        .filter_map(|(query, keyword)| {
            let found = write_clause(query).map(|clause| clause.keyword);
            (found.as_deref() != Some(keyword)).then(|| format!("{query}\n  {found:?}, not {keyword}"))
        })
        .collect();
    println!("{} hostile spellings, {} told", HOSTILE.len(), HOSTILE.len() - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(HOSTILE.len() >= 80);
}

#[test]
fn what_only_looks_like_writing_is_let_through() {
    let wrong: Vec<String> = HARMLESS
        .iter()
        .filter_map(|query| write_clause(query).map(|clause| format!("{query}\n  {}", clause.keyword)))
        .collect();
    println!("{} look-alikes, {} let through", HARMLESS.len(), HARMLESS.len() - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(HARMLESS.len() >= 80);
}

#[test]
fn the_place_is_the_clauses_or_that_of_the_text_that_is_run() {
    let place = |query: &str| write_clause(query).map(|clause| (clause.line, clause.column));
    assert_eq!(place("MATCH (é)\nWITH é\n  DELETE é"), Some((3, 3)));
    assert_eq!(place("CALL apoc.cypher.run(\n  'CREATE (n)', {})"), Some((2, 3)));
    assert_eq!(place("MATCH (n)\nCALL { WITH n RETURN 1 AS x } IN TRANSACTIONS RETURN x"), Some((2, 1)));
}

#[test]
fn many_words_and_texts_are_looked_at_quickly() {
    // Some of these would take minutes if what stands before were looked through for each word.
    for query in ["WITH ".repeat(50_000), "set ".repeat(50_000), "| a ".repeat(50_000), "}".repeat(50_000)] {
        let _ = write_clause(&format!("RETURN {query}"));
    }
    let deep = (0..20).fold("RETURN 1".to_owned(), |inner, _| {
        format!(
            "CALL apoc.cypher.run('{}', {{}})",
            inner.replace('\\', "\\\\").replace('\'', "\\'").chars().take(100_000).collect::<String>()
        )
    });
    assert!(write_clause(&deep).is_some(), "what is too deep counts as writing");
}
