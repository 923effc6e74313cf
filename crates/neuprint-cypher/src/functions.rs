//! What there is to call, in words: for lists that help who writes a query.
//!
//! ```
//! let size = neuprint_cypher::functions().iter().find(|function| function.name() == "size").unwrap();
//! assert_eq!(size.signature, "size(listOrText)");
//! ```

/// A function as a person reads of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionHelp {
    /// Name and arguments; `?` behind one that may be left out, `…` behind one that may be repeated.
    pub signature: &'static str,
    /// What it gives, in one line.
    pub help: &'static str,
}

impl FunctionHelp {
    /// The name, as the database's manual writes it.
    pub fn name(&self) -> &'static str {
        self.signature.split('(').next().unwrap_or_default()
    }
}

/// All functions that the engine has, the aggregating ones first, then by theme.
pub fn functions() -> &'static [FunctionHelp] {
    &ALL
}

const fn f(signature: &'static str, help: &'static str) -> FunctionHelp {
    FunctionHelp { signature, help }
}

const ALL: [FunctionHelp; 129] = [
    f("count(value)", "How many values are not null; count(*) counts rows."),
    f("sum(number)", "The sum of a group."),
    f("avg(number)", "The mean of a group."),
    f("min(value)", "The least value of a group."),
    f("max(value)", "The greatest value of a group."),
    f("collect(value)", "The values of a group as a list, without nulls."),
    f("stDev(number)", "Standard deviation of a sample."),
    f("stDevP(number)", "Standard deviation of a whole population."),
    f("percentileDisc(number, share)", "The value at a share from 0 to 1: the nearest that occurs."),
    f("percentileCont(number, share)", "The value at a share from 0 to 1, interpolated."),
    f("coalesce(value…)", "The first value that is not null."),
    f("exists(property)", "Whether a property or pattern is there."),
    f("id(entity)", "The database's own number of a node or relationship; not its bodyId."),
    f("keys(entityOrMap)", "The names of the properties that are set."),
    f("labels(node)", "The labels of a node."),
    f("properties(entity)", "All properties as a map."),
    f("type(relationship)", "The type of a relationship."),
    f("startNode(relationship)", "The node where a relationship begins."),
    f("endNode(relationship)", "The node where a relationship ends."),
    f("length(path)", "How many relationships a path has."),
    f("nodes(path)", "The nodes of a path, in order."),
    f("relationships(path)", "The relationships of a path, in order."),
    f("head(list)", "The first item."),
    f("last(list)", "The last item."),
    f("tail(list)", "All items but the first."),
    f("size(listOrText)", "How many items or characters there are."),
    f("isEmpty(listTextOrMap)", "Whether there is nothing in it."),
    f("range(first, last, step?)", "Integers from first to last, both included."),
    f("reverse(listOrText)", "The items or characters from the end."),
    f("left(text, count)", "The first characters."),
    f("right(text, count)", "The last characters."),
    f("substring(text, start, length?)", "A part of a text; start counts from 0."),
    f("replace(text, from, to)", "The text with every occurrence replaced."),
    f("split(text, separator)", "The parts between separators, as a list."),
    f("toLower(text)", "In small letters."),
    f("toUpper(text)", "In capital letters."),
    f("trim(text)", "Without white space at both ends."),
    f("lTrim(text)", "Without white space at the beginning."),
    f("rTrim(text)", "Without white space at the end."),
    f("toString(value)", "As text."),
    f("toStringOrNull(value)", "As text, or null if that cannot be."),
    f("toStringList(list)", "Every item as text, or null."),
    f("toInteger(value)", "As an integer; null if a text is none."),
    f("toIntegerOrNull(value)", "As an integer, or null if that cannot be."),
    f("toIntegerList(list)", "Every item as an integer, or null."),
    f("toFloat(value)", "As a float; null if a text is none."),
    f("toFloatOrNull(value)", "As a float, or null if that cannot be."),
    f("toFloatList(list)", "Every item as a float, or null."),
    f("toBoolean(value)", "As true or false; null if a text is neither."),
    f("toBooleanOrNull(value)", "As true or false, or null if that cannot be."),
    f("toBooleanList(list)", "Every item as true or false, or null."),
    f("abs(number)", "Without its sign."),
    f("ceil(number)", "The least whole number that is not less."),
    f("floor(number)", "The greatest whole number that is not greater."),
    f("round(number, digits?, mode?)", "The nearest number with so many digits behind the point."),
    f("sign(number)", "-1, 0 or 1."),
    f("sqrt(number)", "Square root."),
    f("exp(number)", "e to the power of a number."),
    f("log(number)", "Natural logarithm."),
    f("log10(number)", "Logarithm to the base 10."),
    f("e()", "2.718…, the base of natural logarithms."),
    f("pi()", "3.141…"),
    f("rand()", "A random number from 0 up to 1."),
    f("sin(radians)", "Sine."),
    f("cos(radians)", "Cosine."),
    f("tan(radians)", "Tangent."),
    f("cot(radians)", "Cotangent."),
    f("asin(number)", "Arcsine, in radians."),
    f("acos(number)", "Arccosine, in radians."),
    f("atan(number)", "Arctangent, in radians."),
    f("atan2(y, x)", "The angle of a point, in radians."),
    f("haversin(radians)", "Half of the versine."),
    f("degrees(radians)", "Radians as degrees."),
    f("radians(degrees)", "Degrees as radians."),
    f("point(map)", "A point: point({x: 1, y: 2, z: 3}), or without z in a plane."),
    f("point.withinBBox(point, lower, upper)", "Whether a point is in a box."),
    f("point.distance(a, b)", "The distance of two points, in their own units."),
    f("distance(a, b)", "The older name of point.distance."),
    f("date(textOrParts?)", "A day; today without an argument."),
    f("datetime(textOrParts?)", "A moment with a time zone; now without an argument."),
    f("localdatetime(textOrParts?)", "A moment without a time zone; now without an argument."),
    f("time(textOrParts?)", "A time of day with an offset; now without an argument."),
    f("localtime(textOrParts?)", "A time of day; now without an argument."),
    f("duration(textOrParts)", "A span of time: duration('P1DT2H')."),
    f("duration.between(from, to)", "The span from one moment to another."),
    f("apoc.coll.avg(list)", "The mean of a list of numbers."),
    f("apoc.coll.contains(list, value)", "Whether a value is in a list."),
    f("apoc.coll.containsDuplicates(list)", "Whether a value is in a list twice."),
    f("apoc.coll.max(list)", "The greatest item."),
    f("apoc.coll.min(list)", "The least item."),
    f("apoc.coll.sum(list)", "The sum of a list of numbers."),
    f("apoc.coll.toSet(list)", "The items without repetitions."),
    f("apoc.convert.fromJsonList(text)", "JSON text as a list."),
    f("apoc.convert.fromJsonMap(text)", "JSON text as a map: apoc.convert.fromJsonMap(n.roiInfo)."),
    f("apoc.convert.toJson(value)", "As JSON text."),
    f("apoc.map.fromPairs(pairs)", "A map of a list of pairs."),
    f("apoc.map.fromValues(list)", "A map of a list: key, value, key, value, …"),
    f("apoc.map.merge(map, map)", "Both maps in one; the second one's values win."),
    f("apoc.map.removeKey(map, key)", "The map without a key."),
    f("apoc.map.removeKeys(map, keys)", "The map without some keys."),
    f("apoc.map.setKey(map, key, value)", "The map with a key set."),
    f("apoc.meta.type(value)", "The name of a value's type."),
    f("apoc.coll.containsAll(list, values)", "Whether all values are in a list."),
    f("apoc.coll.flatten(list, deep?)", "The items of lists within a list."),
    f("apoc.coll.frequencies(list)", "How often each item occurs: a list of {item, count}."),
    f("apoc.coll.indexOf(list, value)", "Where a value is in a list; -1 if it is not."),
    f("apoc.coll.intersection(list, list)", "The items of both lists."),
    f("apoc.coll.occurrences(list, value)", "How often a value is in a list."),
    f("apoc.coll.pairs(list)", "Each item with the next one."),
    f("apoc.coll.pairsMin(list)", "Each item with the next one, but for the last."),
    f("apoc.coll.removeAll(list, values)", "The items that are none of the values."),
    f("apoc.coll.reverse(list)", "The items from the end."),
    f("apoc.coll.sort(list)", "The items in order."),
    f("apoc.coll.subtract(list, list)", "The items of the first list that are not in the second."),
    f("apoc.coll.union(list, list)", "The items of either list, once each."),
    f("apoc.coll.unionAll(list, list)", "The items of both lists, one list behind the other."),
    f("apoc.coll.zip(list, list)", "The items of two lists in pairs."),
    f("apoc.number.format(number)", "With commas between thousands."),
    f("apoc.text.capitalize(text)", "With a capital as its first letter."),
    f("apoc.text.decapitalize(text)", "With a small letter as its first one."),
    f("apoc.text.lpad(text, length, with?)", "Filled up on the left to a length."),
    f("apoc.text.regexGroups(text, pattern)", "All matches of a regular expression, each with its groups."),
    f("apoc.text.regreplace(text, pattern, to)", "The older name of apoc.text.replace."),
    f("apoc.text.repeat(text, count)", "The text so many times."),
    f("apoc.text.replace(text, pattern, to)", "Every match of a regular expression replaced; $1 is a group."),
    f("apoc.text.rpad(text, length, with?)", "Filled up on the right to a length."),
    f("apoc.text.split(text, pattern, limit?)", "The parts between matches of a regular expression."),
    f("apoc.text.swapCase(text)", "Capitals as small letters, and the other way round."),
    f("apoc.text.join(texts, separator)", "Texts as one, with a separator in between."),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::functions;
    use crate::{GraphBuilder, Limits, parse};

    #[test]
    fn every_function_is_listed_once_and_nothing_else() {
        let listed: BTreeSet<&str> = functions().iter().map(|function| function.name()).collect();
        assert_eq!(listed.len(), functions().len());
        let known: BTreeSet<&str> = crate::eval::functions::names().collect();
        assert_eq!(known.difference(&listed).collect::<Vec<_>>(), Vec::<&&str>::new(), "not listed");
        // Aggregating functions are no entries of that table: a query tells that they exist.
        let graph = Arc::new(GraphBuilder::new().build());
        for name in listed.difference(&known) {
            let arguments = if name.starts_with("percentile") { "n, 0.5" } else { "n" };
            let query = parse(&format!("UNWIND [1, 2] AS n RETURN {name}({arguments}) AS x")).unwrap();
            let mut execution = query.start(Arc::clone(&graph), Limits::default()).unwrap();
            let rows = execution.advance(1_000).unwrap();
            assert!(matches!(&rows, crate::Step::Rows(rows) if rows.len() == 1), "{name} does not aggregate: {rows:?}");
        }
    }

    #[test]
    fn a_signature_has_as_many_arguments_as_the_engine_takes() {
        for function in functions() {
            let name = function.name();
            let arguments = function.signature[name.len()..].trim_matches(['(', ')']);
            let all = arguments.split(", ").filter(|argument| !argument.is_empty()).count();
            let least =
                arguments.split(", ").filter(|argument| !argument.is_empty() && !argument.ends_with('?')).count();
            let argument = match name {
                "exists" => "null.a",
                // A percentile's share is looked at before anything is run.
                name if name.starts_with("percentile") => "0.5",
                _ => "null",
            };
            let refused = |count: usize| {
                let query = format!("RETURN {name}({})", vec![argument; count].join(", "));
                parse(&query).err().map(|error| error.message)
            };
            for count in least..=all {
                assert_eq!(refused(count), None, "{name} with {count}");
            }
            assert!(function.signature.contains('…') || refused(all + 1).is_some(), "{name} takes more than {all}");
            assert!(least == 0 || refused(least - 1).is_some(), "{name} takes less than {least}");
        }
    }
}
