package io.hindsight.source.mysql.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements that change what a column's bytes mean without saying so, or that come from elsewhere. */
final class Kinds {

    private static final Pattern ALTERED =
            Pattern.compile("^(?:SET STATEMENT .* FOR |/\\*M?!\\d+ )?(?:ALTER|CREATE OR REPLACE) TABLE (\\S+)");

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
            // half a character, which a copy within the server wouldn't keep
            "CREATE TABLE DB.half (id INT PRIMARY KEY, v VARCHAR(5) CHARACTER SET ucs2)",
            "INSERT INTO DB.half VALUES (1, _ucs2 x'0041d83d')",
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
            // collations alone
            "CREATE TABLE DB.coll (id INT PRIMARY KEY, v VARCHAR(9), t TEXT) CHARACTER SET latin1",
            "ALTER TABLE DB.coll COLLATE utf8mb4_unicode_ci, ADD w VARCHAR(9) FIRST",
            "INSERT INTO DB.coll VALUES ('€', 1, 'ü', 'ü')",
            "ALTER TABLE DB.coll CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
            "INSERT INTO DB.coll VALUES ('€', 2, '€', '€')",
            "ALTER DATABASE DB COLLATE latin1_german1_ci",
            "CREATE TABLE DB.ofcoll (id INT PRIMARY KEY, v VARCHAR(9), e ENUM('ü','b'))",
            "INSERT INTO DB.ofcoll VALUES (1, 'ü', 'ü')",
            "ALTER DATABASE DB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin",
            "CREATE TABLE DB.ofcoll2 LIKE DB.ofcoll",
            "INSERT INTO DB.ofcoll2 VALUES (1, 'ü', 'ü')",
            // as another's rows
            "CREATE TABLE DB.ofrows (PRIMARY KEY (id)) AS SELECT id, v, e, w FROM DB.moved",
            "INSERT INTO DB.ofrows VALUES (2, 4294967295, 'b', 'ü')",
            "CREATE TABLE DB.ofvalues (PRIMARY KEY (id)) SELECT 1 AS id, CAST(4294967295 AS UNSIGNED) u, _latin1 x'fc' AS l,"
                    + " TRUE b, 1.50 d, CAST('01:02:03.5' AS TIME(2)) t, x'ff' x",
            "INSERT INTO DB.ofvalues VALUES (2, 5, 'ü', 2, 2.25, '-1:00:00', x'00')",
            // a ring of names
            "CREATE TABLE DB.r1 (id INT PRIMARY KEY, a INT UNSIGNED)",
            "CREATE TABLE DB.r2 (id INT PRIMARY KEY, b VARCHAR(9) CHARACTER SET latin1)",
            "CREATE TABLE DB.r3 (id INT PRIMARY KEY, c BIGINT UNSIGNED)",
            "RENAME TABLE DB.r1 TO DB.rx, DB.r2 TO DB.r1, DB.r3 TO DB.r2, DB.rx TO DB.r3",
            "INSERT INTO DB.r1 VALUES (1, 'ü')",
            "INSERT INTO DB.r2 VALUES (1, 18446744073709551615)",
            "INSERT INTO DB.r3 VALUES (1, 4294967295)",
            "ALTER TABLE DB.r3 RENAME AS DB.r4, ADD x TINYINT UNSIGNED FIRST",
            "INSERT INTO DB.r4 VALUES (255, 2, 4294967295)",
            // of the same name, in another order
            "CREATE TABLE DB.again (id INT PRIMARY KEY, a INT, b INT, c INT UNSIGNED)",
            "INSERT INTO DB.again VALUES (1, 2, 3, 4)",
            "DELETE FROM DB.again",
            "DROP TABLE /*!50000 IF EXISTS */ DB.again",
            "CREATE TABLE DB.again (b INT, c INT UNSIGNED, a INT, id INT PRIMARY KEY)",
            "INSERT INTO DB.again VALUES (3, 4294967295, 2, 9)",
            // at once
            "CREATE TABLE DB.inst (id INT PRIMARY KEY)",
            "ALTER TABLE DB.inst ADD COLUMN a INT UNSIGNED FIRST, ALGORITHM=INSTANT",
            "INSERT INTO DB.inst VALUES (4294967295, 1)",
            "ALTER TABLE DB.inst ADD b VARCHAR(5) CHARACTER SET latin1 AFTER a, ALGORITHM = INSTANT, LOCK=DEFAULT",
            "INSERT INTO DB.inst VALUES (4294967295, 'ü', 2)",
            "ALTER TABLE DB.inst DROP COLUMN a, ALGORITHM=INSTANT",
            "INSERT INTO DB.inst VALUES ('ö', 3)",
            // computed columns that become plain, plain ones that get computed
            "ALTER TABLE DB.gen MODIFY c INT UNSIGNED",
            "INSERT INTO DB.gen (id, a, c) VALUES (3, 6, 4294967295)",
            "ALTER TABLE DB.gen DROP b, DROP c, ADD b SMALLINT UNSIGNED AS (a + 60000) VIRTUAL FIRST, ADD c BIGINT",
            "INSERT INTO DB.gen (id, a, c) VALUES (4, 5, -1)",
            // labels in another order
            "ALTER TABLE DB.labels MODIFY e ENUM('b','a','x','c,d') CHARACTER SET latin1 COLLATE latin1_bin",
            "INSERT INTO DB.labels VALUES (4, 'a', 'a')",
            "ALTER TABLE DB.labels CHANGE e e ENUM('ü','b','\\'') DEFAULT 'b' NULL COMMENT 'it''s, ENUM(''x'')', ALGORITHM=COPY",
            "INSERT INTO DB.labels VALUES (5, '\\'', 'a')",
            // moments by default
            "CREATE TABLE DB.moments (id INT PRIMARY KEY, t TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3))",
            "ALTER TABLE DB.moments MODIFY t DATETIME(6) DEFAULT NOW(6), ADD u TIMESTAMP(1) NULL DEFAULT LOCALTIMESTAMP(1)",
            "INSERT INTO DB.moments (id) VALUES (1)",
            // what a temporary table of the same name is like
            "CREATE TEMPORARY TABLE DB.nn (id INT PRIMARY KEY, q INT, r INT, s INT)",
            "DROP TEMPORARY TABLE DB.nn",
            "INSERT INTO DB.nn (id) VALUES (9)",
            // names by their letters' case
            "CREATE TABLE DB.`Case` (id INT PRIMARY KEY, a INT UNSIGNED)",
            "CREATE TABLE DB.`case` (id INT PRIMARY KEY, b VARCHAR(5))",
            "INSERT INTO DB.`Case` VALUES (1, 4294967295)",
            "INSERT INTO DB.`case` VALUES (1, 'x')",
            "ALTER TABLE DB.`case` ADD A TINYINT UNSIGNED FIRST",
            "INSERT INTO DB.`case` VALUES (255, 2, 'x')",
            // as sessions read statements
            "SET SESSION sql_mode='NO_BACKSLASH_ESCAPES'",
            "CREATE TABLE DB.nbe (id INT PRIMARY KEY, e ENUM('a\\','b','c\\''d'), v INT UNSIGNED COMMENT 'x\\')",
            "INSERT INTO DB.nbe VALUES (1, 'c\\''d', 4294967295)",
            "ALTER TABLE DB.nbe ADD f ENUM('\\','b') FIRST",
            "INSERT INTO DB.nbe VALUES ('\\', 2, 'a\\', 4294967295)",
            "SET SESSION sql_mode='ANSI_QUOTES'",
            "CREATE TABLE DB.\"an_si\" (\"id\" INT PRIMARY KEY, \"a\"\"b\" INT UNSIGNED, \"c\" ENUM('x\"y','b'))",
            "INSERT INTO DB.\"an_si\" VALUES (1, 4294967295, 'x\"y')",
            "ALTER TABLE DB.\"an_si\" RENAME COLUMN \"a\"\"b\" TO \"plain\", ADD \"d'e\" TINYINT UNSIGNED FIRST",
            "INSERT INTO DB.\"an_si\" VALUES (255, 2, 4294967295, 'x\"y')",
            "SET SESSION sql_mode='REAL_AS_FLOAT'",
            "CREATE TABLE DB.raf (id INT PRIMARY KEY, r REAL, s REAL UNSIGNED)",
            "INSERT INTO DB.raf VALUES (1, 0.1, 1.5e30)",
            "SET SESSION sql_mode=''",
            "CREATE TABLE DB.wide (id INT PRIMARY KEY, v VARCHAR(70000), b VARBINARY(70000), t TEXT(70000) CHARACTER SET latin1)",
            "INSERT INTO DB.wide VALUES (1, 'ü', x'ff', 'ü')",
            "SET SESSION explicit_defaults_for_timestamp=OFF",
            "CREATE TABLE DB.edt (id INT PRIMARY KEY, t TIMESTAMP, u TIMESTAMP(3))",
            "INSERT INTO DB.edt (id) VALUES (1)",
            "SET SESSION explicit_defaults_for_timestamp=ON",
            "SET SESSION character_set_client=latin1",
            "CREATE TABLE DB.`grün` (id INT PRIMARY KEY, `ü` INT UNSIGNED, e ENUM('ß','b'))",
            "INSERT INTO DB.`grün` VALUES (1, 4294967295, 'ß')",
            "ALTER TABLE DB.`grün` RENAME COLUMN `ü` TO `ö`, ADD `ä` SMALLINT UNSIGNED FIRST",
            "INSERT INTO DB.`grün` VALUES (65535, 2, 4294967295, 'ß')",
            "SET SESSION character_set_client=utf8mb4",
            "SET SESSION character_set_connection=ucs2",
            "CREATE TABLE DB.conn (id INT PRIMARY KEY, v VARCHAR(9), e ENUM('ß','b'))",
            "INSERT INTO DB.conn VALUES (1, 'ü', 'ß')",
            "SET SESSION character_set_connection=utf8mb4",
            // rows by all kinds of statements
            "CREATE TABLE DB.rowset (id INT PRIMARY KEY, a INT UNSIGNED, b VARCHAR(9) UNIQUE)",
            "INSERT INTO DB.rowset VALUES (1, 1, 'x'), (2, 2, 'y'), (3, 3, 'z')",
            "INSERT INTO DB.rowset VALUES (1, 4294967295, 'q') ON DUPLICATE KEY UPDATE a = VALUES(a), b = 'ü'",
            "REPLACE INTO DB.rowset VALUES (2, 4294967294, 'y'), (4, 4, 'z')",
            "INSERT IGNORE INTO DB.rowset VALUES (4, 9, 'v'), (5, 5, 'w')",
            "UPDATE DB.rowset s JOIN DB.r2 r ON s.id = r.id SET s.a = 7, r.c = 8",
            "UPDATE DB.rowset SET id = id + 10 ORDER BY id DESC",
            "DELETE FROM DB.rowset WHERE id = 15",
            "INSERT INTO DB.rowset SELECT id + 20, a, CONCAT('n', id) FROM DB.rowset",
            // rows that go at once
            "CREATE TABLE DB.tr0 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr0 VALUES (1, 1), (2, 2)",
            "TRUNCATE DB.tr0",
            "INSERT INTO DB.tr0 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr1 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr1 VALUES (1, 1), (2, 2)",
            "truncate table DB.`tr1`",
            "INSERT INTO DB.tr1 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr2 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr2 VALUES (1, 1), (2, 2)",
            "TRUNCATE /*!50000 TABLE */ DB.tr2",
            "INSERT INTO DB.tr2 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr3 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr3 VALUES (1, 1), (2, 2)",
            "/*!50000 TRUNCATE TABLE DB.tr3 */",
            "INSERT INTO DB.tr3 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr4 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr4 VALUES (1, 1), (2, 2)",
            "/* a */ TRUNCATE /* b */ TABLE DB.tr4 # c",
            "INSERT INTO DB.tr4 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr5 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr5 VALUES (1, 1), (2, 2)",
            "TRUNCATE\nTABLE\tDB.tr5 -- d",
            "INSERT INTO DB.tr5 VALUES (9, 4294967295)",
            "SET SESSION sql_mode='ANSI_QUOTES'",
            "CREATE TABLE DB.tr6 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr6 VALUES (1, 1), (2, 2)",
            "TRUNCATE TABLE DB.\"tr6\"",
            "INSERT INTO DB.tr6 VALUES (9, 4294967295)",
            "SET SESSION sql_mode=''",
            "SET SESSION character_set_client=latin1",
            "CREATE TABLE DB.`trün` (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.`trün` VALUES (1, 1), (2, 2)",
            "TRUNCATE TABLE DB.`trün`",
            "INSERT INTO DB.`trün` VALUES (9, 4294967295)",
            "SET SESSION character_set_client=utf8mb4",
            // of other databases, whatever it is
            "CREATE TABLE OTHER.gone (id INT PRIMARY KEY, `x``y` INT)",
            "ALTER TABLE OTHER.gone RENAME COLUMN `x``y` TO `z```");

    private static final List<String> OF_MYSQL = List.of(
            "SET SESSION sql_generate_invisible_primary_key=ON",
            "CREATE TABLE DB.gipk (id INT)",
            "INSERT INTO DB.gipk VALUES (1)",
            "SET SESSION sql_generate_invisible_primary_key=OFF",
            "CREATE TABLE DB.inv (id INT PRIMARY KEY, a INT INVISIBLE, b INT UNSIGNED)",
            "INSERT INTO DB.inv (id, a, b) VALUES (1, 2, 4294967295)",
            "ALTER TABLE DB.inv ALTER COLUMN a SET VISIBLE, ADD c TINYINT UNSIGNED INVISIBLE FIRST",
            "INSERT INTO DB.inv (id, a, b, c) VALUES (2, 2, 4294967295, 255)",
            "ALTER TABLE DB.gipk ALTER COLUMN my_row_id SET VISIBLE",
            "INSERT INTO DB.gipk (id) VALUES (2)",
            "ALTER TABLE DB.gipk CHANGE my_row_id num BIGINT UNSIGNED NOT NULL AUTO_INCREMENT AFTER id",
            "INSERT INTO DB.gipk VALUES (3, 18446744073709551000)",
            "CREATE TABLE DB.ser (s SERIAL, id INT PRIMARY KEY, n BIGINT UNSIGNED)",
            "INSERT INTO DB.ser VALUES (18446744073709551000, 1, 18446744073709551615)",
            "CREATE TABLE DB.tr30 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr30 VALUES (1, 1), (2, 2)",
            "/*!80000 TRUNCATE TABLE DB.tr30 */",
            "INSERT INTO DB.tr30 VALUES (9, 4294967295)",
            "CREATE TABLE DB.exec8 (id INT PRIMARY KEY /*!80000 , v INT UNSIGNED INVISIBLE */ /*!99999 , x INT */)",
            "INSERT INTO DB.exec8 (id, v) VALUES (1, 4294967295)",
            "/*!80000 ALTER TABLE DB.exec8 ADD w TINYINT UNSIGNED FIRST */",
            "INSERT INTO DB.exec8 (id, v, w) VALUES (2, 4294967295, 255)",
            "ALTER TABLE DB.exec8 ADD COLUMN f INT UNSIGNED DEFAULT (1 + 4294967294), ADD g JSON DEFAULT (JSON_ARRAY('ü')),"
                    + " ADD CONSTRAINT k CHECK (f > 0) NOT ENFORCED, ADD INDEX fi ((f - 1))",
            "INSERT INTO DB.exec8 (id, v, w) VALUES (3, 4294967295, 255)",
            "CREATE TABLE DB.multi (id INT PRIMARY KEY, j JSON, u INT UNSIGNED, INDEX mv ((CAST(j->'$.a' AS UNSIGNED ARRAY)), u))",
            "INSERT INTO DB.multi VALUES (1, '{\"a\": [1, 2]}', 4294967295)",
            "CREATE TABLE DB.geo (id INT PRIMARY KEY, p POINT NOT NULL SRID 4326, SPATIAL INDEX (p), u INT UNSIGNED)",
            "INSERT INTO DB.geo VALUES (1, ST_GeomFromText('POINT(1 2)', 4326), 4294967295)");

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
            "INSERT INTO DB.inv (id, c, b) VALUES (2, 2, 4294967295)",
            "ALTER TABLE DB.inv MODIFY c SMALLINT UNSIGNED FIRST",
            "INSERT INTO DB.inv VALUES (65535, 3, 4294967295)",
            "CREATE TABLE DB.execm (id INT PRIMARY KEY /*!80000 , x INT */ /*M!100500 , v INT UNSIGNED */ /*M! , w UUID */)",
            "INSERT INTO DB.execm VALUES (1, 4294967295, '00000000-0000-0000-0000-000000000001')",
            "/*M!100500 ALTER TABLE DB.execm ADD y TINYINT UNSIGNED FIRST, MODIFY w VARCHAR(40) CHARACTER SET latin1 */",
            "INSERT INTO DB.execm VALUES (255, 2, 4294967295, 'ü')",
            "CREATE TABLE DB.alike (id INT PRIMARY KEY, b BINARY(16), l LONGTEXT COLLATE utf8mb4_bin, i BINARY(4))",
            "INSERT INTO DB.alike VALUES (1, x'01', '{}', x'01')",
            "ALTER TABLE DB.alike /*M!100500 MODIFY b UUID, MODIFY l JSON, MODIFY i INET4 */",
            "INSERT INTO DB.alike VALUES (2, '00000000-0000-0000-0000-000000000001', '{}', '1.0.0.0')",
            "SET STATEMENT max_statement_time=0 FOR ALTER TABLE DB.alike ADD u TINYINT UNSIGNED FIRST",
            "INSERT INTO DB.alike VALUES (255, 3, NULL, NULL, NULL)",
            "CREATE OR REPLACE TABLE DB.swap LIKE DB.alike",
            "INSERT INTO DB.swap VALUES (255, 3, '00000000-0000-0000-0000-000000000001', '[]', '1.0.0.0')",
            "CREATE OR REPLACE TABLE DB.swap (PRIMARY KEY (id)) AS SELECT id, v FROM DB.moved",
            "INSERT INTO DB.swap VALUES (7, 4294967295)",
            "CREATE TABLE DB.tr20 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr20 VALUES (1, 1), (2, 2)",
            "SET STATEMENT max_statement_time=0 FOR TRUNCATE TABLE DB.tr20",
            "INSERT INTO DB.tr20 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr21 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr21 VALUES (1, 1), (2, 2)",
            "TRUNCATE TABLE DB.tr21 NOWAIT",
            "INSERT INTO DB.tr21 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr22 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr22 VALUES (1, 1), (2, 2)",
            "TRUNCATE DB.tr22 WAIT 5",
            "INSERT INTO DB.tr22 VALUES (9, 4294967295)",
            "CREATE TABLE DB.tr23 (id INT PRIMARY KEY, v INT UNSIGNED)",
            "INSERT INTO DB.tr23 VALUES (1, 1), (2, 2)",
            "/*M!100500 TRUNCATE TABLE DB.tr23 */",
            "INSERT INTO DB.tr23 VALUES (9, 4294967295)",
            "CREATE SEQUENCE DB.numbers",
            "CREATE TABLE DB.ofseq (id INT PRIMARY KEY, n BIGINT UNSIGNED DEFAULT NEXTVAL(DB.numbers))",
            "INSERT INTO DB.ofseq (id) VALUES (1)",
            // compressed, whole, with zlib's head, and no more
            "SET SESSION column_compression_threshold=0",
            "SET SESSION column_compression_zlib_wrap=ON",
            "CREATE TABLE DB.comp (id INT PRIMARY KEY, a INT UNSIGNED, v VARCHAR(500) COMPRESSED, t TEXT COMPRESSED, w VARCHAR(500))",
            "INSERT INTO DB.comp VALUES (1, 4294967295, REPEAT('ü', 400), REPEAT('ü', 400), 'ü'), (2, NULL, NULL, 'x', NULL)",
            "SET SESSION column_compression_zlib_level=0",
            "INSERT INTO DB.comp VALUES (3, 4294967295, REPEAT('ü', 400), '', 'ü'), (4, 1, 'a', NULL, 'b')",
            "UPDATE DB.comp SET id = id + 10, t = CONCAT(COALESCE(t, 'ö'), REPEAT('€', 99)) ORDER BY id DESC",
            "SET SESSION column_compression_zlib_level=DEFAULT",
            "UPDATE DB.comp SET v = CONCAT(COALESCE(v, 'ö'), REPEAT('€', 9)), w = v WHERE id > 11",
            "ALTER TABLE DB.comp MODIFY v VARCHAR(400) CHARACTER SET latin1, MODIFY w MEDIUMBLOB COMPRESSED FIRST",
            "INSERT INTO DB.comp VALUES (REPEAT(x'00ff', 5000), 5, 4294967295, 'ü', REPEAT('ab', 5000))",
            "SET SESSION sql_mode='ORACLE'",
            "CREATE TABLE DB.orac (id NUMBER(9) PRIMARY KEY, v VARCHAR2(9), c CLOB, r RAW(3), n NUMBER, d DATE)",
            "INSERT INTO DB.orac VALUES (1, 'ü', 'ü', x'ff00', 1.5, '2020-01-02 03:04:05')",
            "SET SESSION sql_mode='MSSQL'",
            "CREATE TABLE DB.ms (\"id\" INT PRIMARY KEY, \"v\" INT UNSIGNED)",
            "INSERT INTO DB.ms VALUES (1, 4294967295)",
            "SET SESSION sql_mode=''");

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
