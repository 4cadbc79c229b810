package io.hindsight.source.mysql.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements that change what a column's bytes mean without saying so, or that come from elsewhere. */
final class Kinds {

    private static final Pattern ALTERED = Pattern.compile("^ALTER TABLE (\\S+)");

    private static final List<String> BEFORE = List.of(
            "ALTER DATABASE DB CHARACTER SET latin1",
            "CREATE TABLE DB.def (id INT PRIMARY KEY, v VARCHAR(9)) CHARACTER SET latin1",
            "CREATE TABLE DB.conv (id INT PRIMARY KEY, v VARCHAR(9), t TEXT, e ENUM('ü','b'))",
            "CREATE TABLE DB.bin (id INT PRIMARY KEY, v VARCHAR(9), t TEXT)",
            "CREATE TABLE DB.nn (id INT PRIMARY KEY, v VARCHAR(9) NOT NULL DEFAULT 'x', d DATE NOT NULL)",
            "CREATE TABLE DB.labels (id INT PRIMARY KEY, e ENUM('a','b'), s SET('a','b'))",
            "CREATE TABLE OTHER.moved (id INT PRIMARY KEY, v INT UNSIGNED, e ENUM('it''s','b'), w VARCHAR(5) CHARACTER SET latin1)",
            "INSERT INTO OTHER.moved VALUES (1, 4294967295, 1, 'ü')",
            "CREATE TABLE DB.swap (id INT PRIMARY KEY, a INT, b VARCHAR(9))",
            "CREATE TABLE DB.odd (id INT PRIMARY KEY, `a``b` INT, `c\"d` INT, `ü,x` INT)",
            "CREATE TABLE DB.gen (id INT PRIMARY KEY, a INT, b INT AS (a + 1), c INT AS (a * 2) STORED)");

    private static final List<String> STREAMED = List.of(
            // character sets without a column's name
            "ALTER TABLE DB.def DEFAULT CHARACTER SET utf8mb4",
            "ALTER TABLE DB.def ADD w VARCHAR(9)",
            "INSERT INTO DB.def VALUES (1, 'ü', '€')",
            "ALTER TABLE DB.conv CONVERT TO CHARACTER SET utf8mb4",
            "INSERT INTO DB.conv VALUES (1, '€', '€', 'b')",
            "ALTER TABLE DB.conv CONVERT TO CHARACTER SET latin1",
            "INSERT INTO DB.conv VALUES (2, 'ü', 'ü', 'b')",
            "ALTER TABLE DB.bin CONVERT TO CHARACTER SET binary",
            "INSERT INTO DB.bin VALUES (1, x'00ff', x'ff00')",
            "ALTER DATABASE DB CHARACTER SET utf8mb4",
            "CREATE TABLE DB.ofdb (id INT PRIMARY KEY, v VARCHAR(9))",
            "INSERT INTO DB.ofdb VALUES (1, '€')",
            // NOT NULL left out
            "ALTER TABLE DB.nn MODIFY v VARCHAR(9), MODIFY d DATE",
            "INSERT INTO DB.nn VALUES (1, NULL, NULL)",
            "ALTER TABLE DB.nn CHANGE v v VARCHAR(8) NOT NULL DEFAULT 'y', CHANGE d d DATE",
            "ALTER TABLE DB.nn ADD z INT NOT NULL DEFAULT 3 FIRST",
            "INSERT INTO DB.nn (id) VALUES (2)",
            // labels
            "ALTER TABLE DB.labels MODIFY e ENUM('x','a','b','c,d','q''q','back\\\\slash')",
            "INSERT INTO DB.labels VALUES (1, 'a', 'a,b')",
            "ALTER TABLE DB.labels MODIFY s SET('z','a','b','q''q')",
            "INSERT INTO DB.labels VALUES (2, 'c,d', 'z,q''q')",
            "INSERT INTO DB.labels VALUES (3, 'back\\\\slash', '')",
            // executable comments
            "CREATE /*!32302 TABLE */ DB.exec (id INT PRIMARY KEY, /*!40000 v INT UNSIGNED */ /*!40000 , w INT */)",
            "INSERT INTO DB.exec VALUES (1, 4294967295, 2)",
            "ALTER TABLE DB.exec /*!50000 ADD x SMALLINT UNSIGNED */",
            "INSERT INTO DB.exec VALUES (2, 4294967295, 2, 65535)",
            // from another database, anew, like another, swapped
            "RENAME TABLE OTHER.moved TO DB.moved",
            "UPDATE DB.moved SET e = 2",
            "CREATE TABLE DB.twin LIKE DB.moved",
            "INSERT INTO DB.twin VALUES (1, 4294967295, 1, 'ü')",
            "CREATE TABLE DB._swap_gho LIKE DB.swap",
            "ALTER TABLE DB._swap_gho MODIFY a BIGINT UNSIGNED, ADD c TIME(3) AFTER a",
            "RENAME TABLE DB.swap TO DB._swap_del, DB._swap_gho TO DB.swap",
            "INSERT INTO DB.swap VALUES (2, 18446744073709551615, '01:02:03.004', 'b')",
            "DROP TABLE DB._swap_del",
            // texts that are none, because their table's character set is binary
            "CREATE TABLE DB.bytes (id INT PRIMARY KEY) DEFAULT CHARACTER SET binary",
            "ALTER TABLE DB.bytes ADD c CHAR(3), ADD t TEXT, ADD v VARCHAR(9)",
            "INSERT INTO DB.bytes VALUES (1, 'ab', 'x', 'ü')",
            // odd names
            "ALTER TABLE DB.odd ADD z INT AFTER `a``b`",
            "INSERT INTO DB.odd VALUES (1, 2, 3, 4, 5)",
            "ALTER TABLE DB.odd RENAME COLUMN `a``b` TO plain",
            "INSERT INTO DB.odd VALUES (2, 2, 3, 4, 5)",
            "ALTER TABLE DB.odd CHANGE `c\"d` `now'` BIGINT",
            "INSERT INTO DB.odd VALUES (3, 2, 3, 4, 5)",
            "INSERT INTO DB.gen (id, a) VALUES (1, 5)",
            "ALTER TABLE DB.gen ADD f VARCHAR(5) AS (CONCAT(a, 'x')) FIRST",
            "INSERT INTO DB.gen (id, a) VALUES (2, 6)",
            "CREATE TABLE DB.shape (g POLYGON, id INT PRIMARY KEY, v VARCHAR(5) CHARACTER SET latin1, w VARCHAR(5) CHARACTER SET"
                    + " utf8mb4, e ENUM('ж','b') CHARACTER SET cp1251)",
            "INSERT INTO DB.shape VALUES (NULL, 1, 'ü', '€', 2)",
            // zero dates
            "SET SESSION sql_mode=''",
            "CREATE TABLE DB.zero (id INT PRIMARY KEY, d DATE NOT NULL, t DATETIME(6) NOT NULL, s TIMESTAMP(3) NULL, y YEAR)",
            "INSERT INTO DB.zero VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00', 0), (2, '0000-01-02', '0001-02-03', '1970-01-01 00:00:01', 1901),"
                    + " (3, '2020-00-00', '2020-05-00', NULL, NULL), (4, '0001-01-01', '0000-12-31 23:59:59', NULL, NULL)",
            "CREATE TABLE DB.nullable (id INT PRIMARY KEY, d DATE, t DATETIME(6), u DATETIME)",
            "INSERT INTO DB.nullable VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00'), (2, '0000-01-02', '0000-02-03', '0000-02-03'),"
                    + " (3, '2020-00-00', '2020-05-00', '2020-05-00'), (4, '0001-01-01', '0001-01-01', '0001-01-01')",
            // of other databases, whatever it is
            "CREATE TABLE OTHER.gone (id INT PRIMARY KEY, `x``y` INT)",
            "ALTER TABLE OTHER.gone RENAME COLUMN `x``y` TO `z```");

    private static final List<String> OF_MYSQL = List.of(
            "SET SESSION sql_generate_invisible_primary_key=ON",
            "CREATE TABLE DB.gipk (id INT)",
            "INSERT INTO DB.gipk VALUES (1)",
            "SET SESSION sql_generate_invisible_primary_key=OFF",
            "CREATE TABLE DB.inv (id INT PRIMARY KEY, a INT INVISIBLE, b INT UNSIGNED)",
            "INSERT INTO DB.inv (id, a, b) VALUES (1, 2, 4294967295)");

    private static final List<String> OF_MARIADB = List.of(
            "CREATE OR REPLACE TABLE DB.swap (id INT PRIMARY KEY, a INT UNSIGNED)",
            "INSERT INTO DB.swap VALUES (5, 4294967295)",
            "CREATE TABLE DB.hashed (id INT PRIMARY KEY, t TEXT, UNIQUE (t), u TEXT, UNIQUE (u))",
            "INSERT INTO DB.hashed VALUES (1, 'ü', 'x')",
            "ALTER TABLE DB.hashed ADD v INT UNSIGNED",
            "INSERT INTO DB.hashed VALUES (2, 'a', 'y', 4294967295)",
            "CREATE TABLE DB.inv (id INT PRIMARY KEY, a INT INVISIBLE, b INT UNSIGNED)",
            "INSERT INTO DB.inv (id, a, b) VALUES (1, 2, 4294967295)",
            "ALTER TABLE DB.inv RENAME COLUMN IF EXISTS a TO c",
            "INSERT INTO DB.inv (id, c, b) VALUES (2, 2, 4294967295)");

    private Kinds() {}

    /** Rows from before a statement would differ from those that a snapshot reads after it. */
    private static Stream<String> emptiedBefore(String sql) {
        var altered = ALTERED.matcher(sql);
        return altered.find() ? Stream.of("DELETE FROM " + altered.group(1), sql) : Stream.of(sql);
    }

    static List<String> before() {
        return BEFORE;
    }

    static List<String> streamed(boolean isMariaDb) {
        var all = new ArrayList<>(STREAMED);
        all.addAll(isMariaDb ? OF_MARIADB : OF_MYSQL);
        return all.stream().flatMap(Kinds::emptiedBefore).toList();
    }
}
