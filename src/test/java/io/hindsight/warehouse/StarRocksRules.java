package io.hindsight.warehouse;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules of StarRocks that its grammar doesn't know, of those that a real one has refused statements by. */
final class StarRocksRules {

    /** A rule, and what breaks it. */
    private record Rule(String rule, Pattern broken) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "rows that are compared are called so: row(a, b) IN (row(1, 2))",
                    Pattern.compile("(?i)(?<!\\w)\\((?:[^()]|\\(\\))*,(?:[^()]|\\(\\))*\\) (?:NOT )?IN \\(")),
            new Rule(
                    "rows of a table without a primary key are deleted by literals",
                    Pattern.compile("(?i)^DELETE FROM \\w*stage\\w* WHERE (?!\\w+ = \\?(?: AND \\w+ = \\?)*$)")));

    private static final Pattern JOB = Pattern.compile(
            "(?is)(?:CREATE|ALTER) ROUTINE LOAD .*?COLUMNS \\((?<columns>.*)\\),\\s+WHERE (?<where>.*?)\\s+PROPERTIES .*");

    private StarRocksRules() {}

    static void check(String sql) {
        var bare = Pattern.compile("`[^`]*`")
                .matcher(sql)
                .replaceAll(name -> name.group().endsWith("_stage`") ? "q_stage" : "q")
                .replaceAll("'(?:[^'\\\\]|\\\\.|'')*'", "''");
        for (var rule : RULES) {
            if (rule.broken().matcher(bare).find()) {
                throw new AssertionError(rule.rule() + "\n" + sql);
            }
        }
        var job = JOB.matcher(bare);
        if (job.matches()) {
            isOfTarget(job.group("columns"), job.group("where"), sql);
        }
    }

    /** A job's WHERE is of what is kept, not of what is read. */
    private static void isOfTarget(String columns, String where, String sql) {
        var kept = Pattern.compile("(?:^|,)\\s*(\\w+) = ")
                .matcher(columns)
                .results()
                .map(column -> column.group(1))
                .collect(Collectors.toSet());
        var words = Pattern.compile("\\b(?!(?:IS|NOT|NULL|AND|OR)\\b)[a-zA-Z_]\\w*")
                .matcher(where)
                .results()
                .map(word -> word.group())
                .collect(Collectors.toSet());
        if (!kept.containsAll(words)) {
            throw new AssertionError("a job's WHERE names columns of its table only\n" + sql);
        }
    }
}
