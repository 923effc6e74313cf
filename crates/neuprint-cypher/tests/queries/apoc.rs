//! What APOC does with texts, lists and numbers.

use neuprint_cypher::ErrorCode;

use crate::ask::{refused, values};

#[test]
fn texts_are_split_replaced_and_read_by_javas_regular_expressions() {
    values(
        "apoc.text.split('a1b2c', '[0-9]'), apoc.text.split('a,b,,', ','), apoc.text.split('a,b,c', ',', 2), \
         apoc.text.split('a,,', ',', -1), apoc.text.split('abc', ''), apoc.text.split('', ','), apoc.text.split(null, ',')",
        r#"["a","b","c"],["a","b"],["a","b,c"],["a","",""],["a","b","c"],[""],null"#,
    );
    values(
        "apoc.text.replace('abc', '[ac]', 'x'), apoc.text.regreplace('ab12', '([a-z]+)([0-9]+)', '$2-$1'), \
         apoc.text.replace('aé', '', '-'), apoc.text.replace('a', 'a', '\\\\$1'), apoc.text.replace('a', null, 'b')",
        r#""xbx","12-ab","-a-é-","$1",null"#,
    );
    values(
        "apoc.text.regexGroups('ab12 c3', '([a-z]+)([0-9]+)'), apoc.text.regexGroups('b', '(a)?b'), \
         apoc.text.regexGroups('x', 'y'), apoc.text.regexGroups(null, 'y')",
        r#"[["ab12","ab","12"],["c3","c","3"]],[["b",null]],[],[]"#,
    );
    assert_eq!(refused("RETURN apoc.text.replace('a', 'a', '$5')").code, ErrorCode::CallFailed);
    assert_eq!(refused("RETURN apoc.text.replace('a', '(', 'b')").code, ErrorCode::CallFailed);
}

#[test]
fn texts_are_filled_up_and_change_their_case() {
    values(
        "apoc.text.lpad('7', 3, '0'), apoc.text.lpad('7', 3), apoc.text.rpad('é', 3, '-'), apoc.text.lpad('long', 2), \
         apoc.text.capitalize('abc'), apoc.text.decapitalize('ABC'), apoc.text.swapCase('aBé'), \
         apoc.text.repeat('ab', 2)",
        r#""007","  7","é--","long","Abc","aBC","AbÉ","abab""#,
    );
    assert_eq!(refused("RETURN apoc.text.repeat('ab', 9223372036854775807)").code, ErrorCode::Limit);
    values(
        "apoc.number.format(1234567.891), apoc.number.format(-1234), apoc.number.format(999), \
         apoc.number.format(0.0005), apoc.number.format(0.0625), apoc.number.format(1e15), apoc.number.format(null)",
        r#""1,234,567.891","-1,234","999","0","0.062","1,000,000,000,000,000",null"#,
    );
    values(
        "split('a1b2', ['1', '2']), split('a--b', ['-', '--']), split('ab', []), split(null, ['a'])",
        r#"["a","b",""],["a","","b"],["ab"],null"#,
    );
}

#[test]
fn lists_are_sets_and_pairs() {
    values(
        "apoc.coll.intersection([1, 2, 2, 3], [2, 3, 4]), apoc.coll.subtract([1, 2, 1], [2]), \
         apoc.coll.union([1, 2], [2, 3]), apoc.coll.unionAll([1, 2], [2]), apoc.coll.removeAll([1, 2, 1], [2]), \
         apoc.coll.intersection(null, [1]), apoc.coll.subtract(null, [1]), apoc.coll.union(null, [1])",
        "[2,3],[1,1],[1,2,3],[1,2,2],[1,1],[],null,[1]",
    );
    values(
        "apoc.coll.sort([3, 1, 2]), apoc.coll.reverse([1, 2]), apoc.coll.flatten([[1], [2, [3]], 4]), \
         apoc.coll.flatten([[1], [2, [3]]], true), apoc.coll.zip([1, 2], ['a']), apoc.coll.pairs([1, 2]), \
         apoc.coll.pairsMin([1, 2, 3]), apoc.coll.sort(null)",
        r#"[1,2,3],[2,1],[1,2,[3],4],[1,2,3],[[1,"a"],[2,null]],[[1,2],[2,null]],[[1,2],[2,3]],[]"#,
    );
    values(
        "apoc.coll.indexOf([1, 2], 2), apoc.coll.indexOf(null, 2), apoc.coll.occurrences([1, 1, 2], 1), \
         apoc.coll.containsAll([1, 2], [2]), apoc.coll.containsAll([], []), apoc.coll.frequencies(['a', 'b', 'a'])",
        r#"1,-1,2,true,false,[{"count":2,"item":"a"},{"count":1,"item":"b"}]"#,
    );
}
