package io.hindsight.testing;

import java.util.List;
import java.util.regex.Pattern;

/** All that is changed of a statement for StarRocks before MySQL gets it: as little as can be. */
final class StarRocksInMySql {

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }

        String apply(String sql) {
            return pattern.matcher(sql).replaceAll(replacement);
        }
    }

    /**
     * An INSERT into a PRIMARY KEY table is an upsert; there are two functions for base64; other types are cast to; a
     * Routine Load job is a row of a table that the test makes, and reads nothing.
     */
    private static final List<Rule> STATEMENTS = List.of(
            Rule.of("^INSERT INTO (?!`[^`]+_stage`|\\w+_stage\\b)", "REPLACE INTO "),
            Rule.of(
                    "(?s)FROM \\(\\s+SELECT CAST\\(coalesce\\(parse_json\\((.+?)\\), .+? AS staged \\(hindsight_row\\)",
                    "FROM JSON_TABLE($1, '\\$[*]' COLUMNS (hindsight_row JSON PATH '\\$')) AS staged"),
            Rule.of(
                    "to_binary\\(get_json_string\\(hindsight_row, ('[^']+')\\), 'encode64'\\)",
                    "from_base64(json_unquote(json_extract(hindsight_row, $1)))"),
            Rule.of("get_json_string\\(hindsight_row, ('[^']+')\\)", "json_unquote(json_extract(hindsight_row, $1))"),
            Rule.of(" AS history\nJOIN \\[BROADCAST\\] \\(", " AS history FORCE INDEX FOR JOIN (ends)\nJOIN ("),
            Rule.of(
                    "FROM (`[^`]+`) AS history\\s+JOIN \\[BROADCAST\\] (\\w+) USING",
                    "FROM $2 STRAIGHT_JOIN $1 AS history USING"),
            Rule.of(" \\[BROADCAST\\] ", " "),
            Rule.of("\\bto_binary\\(([^()]+), 'encode64'\\)", "from_base64($1)"),
            Rule.of("\\bfrom_binary\\(([^()]+), 'encode64'\\)", "to_base64($1)"),
            Rule.of("\\bCAST\\(([^()]+) AS (?:big|small|tiny|large)?int\\)", "CAST($1 AS decimal(39))"),
            Rule.of("\\bCAST\\(([^()]+) AS datetime\\)", "CAST($1 AS datetime(6))"),
            Rule.of("\\bCAST\\(([^()]+) AS varchar\\(\\d+\\)\\)", "CAST($1 AS char)"),
            Rule.of("\\bto_binary\\(([^()]+), 'hex'\\)", "unhex($1)"),
            Rule.of("\\bfrom_binary\\(([^()]+), 'hex'\\)", "hex($1)"),
            Rule.of("(?i)\\bAS bigint\\)", "AS signed)"),
            Rule.of("\\bAS largeint\\)", "AS decimal(39))"),
            Rule.of("\\bcurrent_version\\(\\)", "'3.5.20'"),
            Rule.of(
                    "(?s)^CREATE ROUTINE LOAD `(\\w+)` .*",
                    "REPLACE INTO jobs VALUES ('$1', 'NEED_SCHEDULE', '', '{}', '{}', '{}')"),
            Rule.of("(?s)^ALTER ROUTINE LOAD FOR `(\\w+)`.*", "UPDATE jobs SET State = 'PAUSED' WHERE Name = '$1'"),
            Rule.of("^PAUSE ROUTINE LOAD FOR `(\\w+)`$", "UPDATE jobs SET State = 'PAUSED' WHERE Name = '$1'"),
            Rule.of("^RESUME ROUTINE LOAD FOR `(\\w+)`$", "UPDATE jobs SET State = 'RUNNING' WHERE Name = '$1'"),
            Rule.of("^STOP ROUTINE LOAD FOR `(\\w+)`$", "DELETE FROM jobs WHERE Name = '$1'"),
            Rule.of("^SHOW ROUTINE LOAD FOR `(\\w+)`$", "SELECT * FROM jobs WHERE Name = '$1'"),
            Rule.of("^(CREATE DATABASE \\S+)$", "$1 COLLATE utf8mb4_0900_bin"));

    /**
     * The key stands inside the brackets, there are no buckets, and types are called otherwise. StarRocks knows the least
     * and the largest end of each page of a key's versions; MySQL has an index for that.
     */
    private static final List<Rule> TABLES = List.of(
            Rule.of(
                    "(?s)(\\beffective_end_ts .*)\\s\\) ENGINE = OLAP\\s(PRIMARY KEY \\((.+?), change_seq\\))\\sDISTRIBUTED BY .*",
                    "$1,\n$2, KEY ends ($3, effective_end_ts))"),
            Rule.of("(?s)\\s\\) ENGINE = OLAP\\s(PRIMARY KEY .+?\\))\\sDISTRIBUTED BY .*", ",\n$1)"),
            Rule.of("(?s)\\s\\) ENGINE = OLAP\\sDUPLICATE (KEY \\(batch_id, .*?\\)).*", ",\n$1)"),
            Rule.of("(?s)\\s\\) ENGINE = OLAP\\sDUPLICATE KEY .*", ")"),
            Rule.of(
                    "^ALTER TABLE `(\\w+)` SWAP WITH `(\\w+)`$",
                    "RENAME TABLE `$1` TO `$1_swapped`, `$2` TO `$1`, `$1_swapped` TO `$2`"),
            Rule.of(
                    "^ALTER TABLE `(\\w+)` MODIFY COLUMN `(\\w+)` COMMENT (.+)$",
                    "CALL comment_column('$1', '$2', $3)"),
            Rule.of("(?<![`\\w])datetime\\b", "datetime(6)"),
            Rule.of("(?<![`\\w])largeint\\b", "decimal(39)"),
            Rule.of("(?<![`\\w])varbinary\\b", "longblob"),
            Rule.of("(?<![`\\w])varchar\\(\\d{4,}\\)", "longtext"));

    private StarRocksInMySql() {}

    static String spelled(String sql) {
        var rules = sql.startsWith("CREATE TABLE ") || sql.startsWith("ALTER TABLE ") ? TABLES : STATEMENTS;
        var spelled = sql;
        for (var rule : rules) {
            spelled = rule.apply(spelled);
        }
        return spelled;
    }
}
