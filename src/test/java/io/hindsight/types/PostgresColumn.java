package io.hindsight.types;

import java.util.List;

/**
 * A column of a PostgreSQL type with the literals that try it.
 *
 * @param since which version the server has the type
 * @param extension that it is of, and that not every server has; empty for none
 * @param form by which a value is said alike by the source and each warehouse
 */
record PostgresColumn(int since, String extension, String name, String type, PostgresForm form, List<String> literals) {

    private static final List<PostgresColumn> ALL = List.of(
            of("small", "smallint", PostgresForm.NUMBER, "-32768", "32767"),
            of("whole", "integer", PostgresForm.NUMBER, "-2147483648", "2147483647"),
            of("big", "bigint", PostgresForm.NUMBER, "-9223372036854775808", "9223372036854775807"),
            of("oids", "oid", PostgresForm.NUMBER, "0", "4294967295"),
            of("truth", "boolean", PostgresForm.TRUTH, "true", "false"),
            of("num", "numeric(20, 4)", PostgresForm.NUMBER, "1234567890123456.7890", "-0.0001", "0"),
            since(15, of("num_back", "numeric(5, -2)", PostgresForm.NUMBER, "1234567", "-9999900")),
            since(15, of("num_small", "numeric(3, 5)", PostgresForm.NUMBER, "0.00123", "-0.00999")),
            of(
                    "num_free",
                    "numeric",
                    PostgresForm.TEXT,
                    "123456789012345678901234567890.123456789012345678901234567890",
                    "1.50",
                    "-0",
                    "1e-100",
                    "1e100",
                    "'NaN'",
                    "'Infinity'",
                    "'-Infinity'"),
            of(
                    "single",
                    "real",
                    PostgresForm.SINGLE,
                    "3.4028235e38",
                    "0.1",
                    "1e-45",
                    "16777217",
                    "'NaN'",
                    "'-Infinity'"),
            of(
                    "twice",
                    "double precision",
                    PostgresForm.REAL,
                    "1.7976931348623157e308",
                    "5e-324",
                    "0.1",
                    "-0.0",
                    "'NaN'",
                    "'Infinity'"),
            of(
                    "cash",
                    "money",
                    PostgresForm.MONEY,
                    "'92233720368547758.07'",
                    "'-92233720368547758.08'",
                    "'-1234.50'",
                    "0"),
            of("d", "date", PostgresForm.DAY, "'1900-01-01'", "'1969-12-31'", "'2024-02-29'", "'2299-12-31'"),
            of(
                    "dt",
                    "timestamp",
                    PostgresForm.MOMENT,
                    "'1900-01-01 00:00:00.000001'",
                    "'1969-12-31 23:59:59.999999'",
                    "'2024-03-31 02:30:00'",
                    "'2261-12-31 23:59:59.999999'"),
            of("dt0", "timestamp(0)", PostgresForm.MOMENT, "'1969-12-31 23:59:59'", "'2024-02-29 12:00:00'"),
            of("dt3", "timestamp(3)", PostgresForm.MOMENT, "'1969-12-31 23:59:59.999'", "'2024-02-29 12:00:00.001'"),
            of(
                    "ts",
                    "timestamptz",
                    PostgresForm.MOMENT,
                    "'1900-01-01 00:00:00.000001-11'",
                    "'2024-10-27 01:30:00.123456-07'",
                    "'1969-12-31 23:59:59.999999Z'"),
            of("ts2", "timestamptz(2)", PostgresForm.MOMENT, "'2024-10-27 01:30:00.12-07'", "'1970-01-01 00:00:00Z'"),
            of("t", "time", PostgresForm.TIME, "'00:00'", "'23:59:59.999999'", "'24:00:00'", "'04:05:06.7'"),
            of("t0", "time(0)", PostgresForm.TIME, "'23:59:59'", "'04:05:06.7'"),
            of("tz", "timetz", PostgresForm.TEXT, "'04:05:06.789+02'", "'24:00:00-15:59:59'", "'00:00+00'"),
            of(
                    "span",
                    "interval",
                    PostgresForm.TEXT,
                    "'1 year 2 mons 3 days 04:05:06.789'",
                    "'-1 year +2 mons -3 days +04:05:06'",
                    "'0'",
                    "'178000000 years'"),
            since(15, of("span_far", "interval", PostgresForm.TEXT, "'2540400000:00:00.000001'")),
            of("chars", "char(5)", PostgresForm.TEXT, "'a'", "'é😀'", "''"),
            of(
                    "words",
                    "varchar(300)",
                    PostgresForm.TEXT,
                    "'trailing  '",
                    "'日本語😀'",
                    "''",
                    "E'\\' \" \\\\ \\n ${body} :#a'"),
            of("long_text", "text", PostgresForm.TEXT, "repeat('é', 100000)", "'null'"),
            of("names", "name", PostgresForm.TEXT, "'a name'"),
            of("sign", "\"char\"", PostgresForm.TEXT, "'x'"),
            of("kind", "mood", PostgresForm.TEXT, "'sad'", "'o,k'", "'é'"),
            of("bytes", "bytea", PostgresForm.BYTES, "'\\x00ff00'", "''", "decode(repeat('ff00', 100000), 'hex')"),
            of("id4", "uuid", PostgresForm.TEXT_OF_UUID, "'01890a5d-ac96-774b-bcce-b302099a8057'"),
            of(
                    "doc",
                    "json",
                    PostgresForm.DOCUMENT,
                    "'{\"a.b\": {\"c\": [1, 2.50, null, true]}, \"é😀\": \"x\"}'",
                    "'12345678901234567890123.5'",
                    "'null'"),
            of(
                    "docb",
                    "jsonb",
                    PostgresForm.DOCUMENT,
                    "'{\"n\": 18446744073709551615, \"f\": 0.1}'",
                    "'[]'",
                    "'\"text\"'"),
            of("pairs", "hstore", PostgresForm.TEXT, "'a=>1, \"b c\"=>NULL, \"\"=>\"\"'", "''"),
            of(
                    "ints",
                    "integer[]",
                    PostgresForm.TEXT,
                    "'{1,NULL,-2147483648}'",
                    "'{}'",
                    "'{{1,2},{3,4}}'",
                    "'[2:3]={1,2}'"),
            of("texts", "text[]", PostgresForm.TEXT, "ARRAY['a,b', 'é', '\"', 'NULL', NULL, '']"),
            of("numbers", "numeric(10, 2)[]", PostgresForm.TEXT, "'{1.50,NULL,NaN}'"),
            of("days", "date[]", PostgresForm.TEXT, "'{infinity,2024-02-29}'"),
            of("moods", "mood[]", PostgresForm.TEXT, "'{sad,\"o,k\"}'"),
            of("span_of_ints", "int4range", PostgresForm.TEXT, "'[1,5]'", "'empty'", "'(,3)'"),
            of("span_of_moments", "tstzrange", PostgresForm.TEXT, "'[2024-01-01 00:00+05, infinity)'"),
            of("spans", "int4multirange", PostgresForm.TEXT, "'{[1,2],[5,8)}'", "'{}'"),
            of("price", "price", PostgresForm.NUMBER, "12.50"),
            of("net", "net", PostgresForm.NUMBER, "-0.01"),
            of("pair", "pair", PostgresForm.TEXT, "ROW(1, 'a \"quoted\"')", "ROW(NULL, NULL)"),
            of("bits", "bit(5)", PostgresForm.TEXT, "B'00101'"),
            of("varbits", "bit varying", PostgresForm.TEXT, "B''", "B'0001'"),
            of("host", "inet", PostgresForm.TEXT, "'192.168.0.1'", "'192.168.0.1/24'", "'::1'"),
            of("net4", "cidr", PostgresForm.TEXT, "'10.0.0.0/8'"),
            of("mac", "macaddr", PostgresForm.TEXT, "'08:00:2b:01:02:03'"),
            of("mac8", "macaddr8", PostgresForm.TEXT, "'08:00:2b:01:02:03:04:05'"),
            of("vector", "tsvector", PostgresForm.TEXT, "'a:1A fat:2B,4C cat:5D'"),
            of("query", "tsquery", PostgresForm.TEXT, "'fat & (rat | cat:ab)'"),
            of("markup", "xml", PostgresForm.TEXT, "'<a b=\"c\">é</a>'", "'text'"),
            of("spot", "point", PostgresForm.TEXT, "'(0.1,-1e300)'", "'(NaN,Infinity)'"),
            of("edge", "line", PostgresForm.TEXT, "'{1,-1,0.1}'"),
            of("part", "lseg", PostgresForm.TEXT, "'[(0,0),(1,1e-20)]'"),
            of("frame", "box", PostgresForm.TEXT, "'(1,1),(0.1,0)'"),
            of("way", "path", PostgresForm.TEXT, "'[(0,0),(1,1)]'", "'((0,0),(1,1))'"),
            of("shape", "polygon", PostgresForm.TEXT, "'((0,0),(1,0),(1,1))'"),
            of("round", "circle", PostgresForm.TEXT, "'<(0.1,2),3e-7>'"),
            of("place", "pg_lsn", PostgresForm.TEXT, "'16/B374D848'"),
            of("tx", "xid8", PostgresForm.TEXT, "'18446744073709551615'"),
            of("seen", "pg_snapshot", PostgresForm.TEXT, "'10:20:10,14,15'"),
            of("loud", "citext", PostgresForm.TEXT, "'ÀbC'"),
            of("tree", "ltree", PostgresForm.TEXT, "'Top.Science'"),
            of("solid", "cube", PostgresForm.TEXT, "'(1,2),(3,0.1)'"),
            of("about", "seg", PostgresForm.TEXT, "'1.0 .. 2.50'", "'~5.00'"),
            of("book", "isbn13", PostgresForm.TEXT, "'978-0-393-04002-9'"),
            of("kind_there", "there.mood", PostgresForm.TEXT, "'glad'", "'sad'"),
            of("few", "few", PostgresForm.TEXT, "'{1,NULL}'"),
            of("prices", "price[]", PostgresForm.TEXT, "'{1.50,NULL}'"),
            of("pairs_of", "pair[]", PostgresForm.TEXT, "ARRAY[ROW(1, 'a,\"b')::pair, NULL]"),
            of(
                    "nest",
                    "nest",
                    PostgresForm.TEXT,
                    "ROW(ROW(1, 'x')::pair, '{1,2}', '\\x00ff', '2024-02-29 12:00+02', 1.5)"),
            of("own_range", "floats", PostgresForm.TEXT, "'[0.1,1e300)'", "'empty'", "'(,)'"),
            of("own_ranges", "floats_several", PostgresForm.TEXT, "'{[1,2],[3,4)}'"),
            of("boxes", "box[]", PostgresForm.TEXT, "'{(1,1),(0,0);(2,2),(1,1)}'"),
            of("spans_of_time", "interval[]", PostgresForm.TEXT, "'{1 year 2 mons,-04:05:06.7}'"),
            of("cashes", "money[]", PostgresForm.TEXT, "'{\"$1,234.50\",-0.01}'"),
            of("byteas", "bytea[]", PostgresForm.TEXT, "ARRAY['\\x00ff'::bytea, '']"),
            of(
                    "moments",
                    "timestamptz[]",
                    PostgresForm.TEXT,
                    "'{2024-10-27 01:30:00.123456-07,infinity,\"0044-03-15 00:00 BC\"}'"),
            of("floating", "double precision[]", PostgresForm.TEXT, "'{0.1,NaN,5e-324}'"),
            of("docs", "jsonb[]", PostgresForm.TEXT, "ARRAY['{\"a\": 1}'::jsonb]"),
            of("letters", "char(3)[]", PostgresForm.TEXT, "'{a,é}'"),
            of("days_span", "daterange", PostgresForm.TEXT, "'[2024-02-28,2024-03-01]'", "'(,infinity]'"),
            of("moments_span", "tsrange", PostgresForm.TEXT, "'[-infinity,2024-01-01 00:00]'"),
            of("moments_spans", "tstzmultirange", PostgresForm.TEXT, "'{[2024-01-01 00:00+05,2024-01-02 00:00+05)}'"),
            of("numbers_span", "numrange", PostgresForm.TEXT, "'[1.10,)'"),
            of("span0", "interval day to second(0)", PostgresForm.TEXT, "'1 day 02:03:04.5'"),
            of("tz2", "timetz(2)", PostgresForm.TEXT, "'04:05:06.789+02'"),
            of("path_in", "jsonpath", PostgresForm.TEXT, "'$.a[*] ? (@ > 1)'"),
            of("relation", "regclass", PostgresForm.TEXT, "'public.other'", "'pg_class'", "'there.same'"),
            of("type_of", "regtype", PostgresForm.TEXT, "'there.mood'", "'mood'", "'int4'"),
            of("numbered", "oidvector", PostgresForm.TEXT, "'1 2 3'"),
            of("tuple", "tid", PostgresForm.TEXT, "'(1,2)'"),
            of("tx_old", "xid", PostgresForm.TEXT, "'4294967295'"),
            of("allowed", "aclitem", PostgresForm.TEXT, "'postgres=r/postgres'"),
            of("said", "information_schema.sql_identifier", PostgresForm.TEXT, "'a b'"),
            in(
                    "postgis",
                    of(
                            "land",
                            "geometry(Polygon, 4326)",
                            PostgresForm.TEXT,
                            "'SRID=4326;POLYGON((0 0,1 0,1 1.5,0 0))'",
                            "'SRID=4326;POLYGON EMPTY'")),
            in(
                    "postgis",
                    of(
                            "any_shape",
                            "geometry",
                            PostgresForm.TEXT,
                            "'POINT Z(0.1 -2 3)'",
                            "'LINESTRING M(0 0 1,1 1 2)'")),
            in("postgis", of("earth", "geography", PostgresForm.TEXT, "'POINT(13.4 52.5)'")),
            in("postgis", of("lands", "geometry[]", PostgresForm.TEXT, "ARRAY['POINT(1 2)'::geometry, NULL]")),
            in("postgis", of("frame2", "box2d", PostgresForm.TEXT, "'BOX(0 0,1 1.5)'")),
            in("vector", of("embedding", "vector(3)", PostgresForm.TEXT, "'[1,-2.5,1e-10]'")),
            in("vector", of("half", "halfvec", PostgresForm.TEXT, "'[1,0.5]'")),
            in("vector", of("sparse", "sparsevec(5)", PostgresForm.TEXT, "'{1:1,3:2.5}/5'")));

    private static PostgresColumn of(String name, String type, PostgresForm form, String... literals) {
        return new PostgresColumn(0, "", name, type, form, List.of(literals));
    }

    private static PostgresColumn since(int version, PostgresColumn column) {
        return new PostgresColumn(version, "", column.name, column.type, column.form, column.literals);
    }

    private static PostgresColumn in(String extension, PostgresColumn column) {
        return new PostgresColumn(0, extension, column.name, column.type, column.form, column.literals);
    }

    /** Those that a server of that version and with those extensions has. */
    static List<PostgresColumn> of(int version, List<String> extensions) {
        return ALL.stream()
                .filter(column -> column.since <= version)
                .filter(column -> column.extension.isEmpty() || extensions.contains(column.extension))
                .toList();
    }

    /** The literal in a row, counted from 0; past the last it is NULL. */
    String literal(int row) {
        return row < literals.size() ? literals.get(row) : "NULL";
    }

    /** How many rows it takes to try them all, and one for NULL. */
    static int rows() {
        return 1
                + ALL.stream()
                        .mapToInt(column -> column.literals().size())
                        .max()
                        .orElseThrow();
    }
}
