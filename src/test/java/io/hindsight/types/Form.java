package io.hindsight.types;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.testing.Pipeline;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.TreeMap;

/** How a value of a type is said by each server, so that it can be compared: a query's expression, and what it means. */
enum Form {
    /** Any number that isn't floating. */
    NUMBER("CAST(%s AS CHAR)", "toString(%s)", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        }
    },
    SINGLE(
            "CAST(CAST(%s AS DOUBLE) AS CHAR)",
            "toString(toFloat64(%s))", "CAST(CAST(%s AS double precision) AS text)") {
        @Override
        String meaning(String text) {
            return String.valueOf(Double.parseDouble(text));
        }
    },
    REAL("CAST(%s AS CHAR)", "toString(%s)", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            return String.valueOf(Double.parseDouble(text));
        }
    },
    BITS("CAST(%s + 0 AS CHAR)", "toString(%s)", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            return switch (text) {
                case "true" -> "1";
                case "false" -> "0";
                default -> text;
            };
        }
    },
    DAY("CAST(%s AS CHAR)", "toString(%s)", "to_char(%s, 'YYYY-MM-DD')"),
    MOMENT("CAST(%s AS CHAR)", "toString(%s)", "to_char(%s, 'YYYY-MM-DD HH24:MI:SS.US')") {
        @Override
        String meaning(String text) {
            return withoutZeros(text);
        }
    },
    TIME("CAST(%s AS CHAR)", "toString(%s)", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            return withoutZeros(text);
        }
    },
    /** Length, digest and beginning of its UTF-8. */
    TEXT(
            "CONCAT(LENGTH(CONVERT(%1$s USING utf8mb4)), ' ', MD5(CONVERT(%1$s USING utf8mb4)), ' ',"
                    + " LEFT(LOWER(HEX(CONVERT(%1$s USING utf8mb4))), 60))",
            "concat(toString(length(%1$s)), ' ', lower(hex(MD5(toString(%1$s)))), ' ', left(lower(hex(toString(%1$s))), 60))",
            "octet_length(%1$s) || ' ' || md5(%1$s) || ' ' || left(encode(convert_to(%1$s, 'UTF8'), 'hex'), 60)"),
    /** Length, digest and beginning of its bytes. */
    BYTES(
            "CONCAT(LENGTH(%1$s), ' ', MD5(%1$s), ' ', LEFT(LOWER(HEX(%1$s)), 60))",
            "concat(toString(length(%1$s)), ' ', lower(hex(MD5(%1$s))), ' ', left(lower(hex(%1$s)), 60))",
            "octet_length(%1$s) || ' ' || md5(%1$s) || ' ' || left(encode(%1$s, 'hex'), 60)"),
    DOCUMENT("CAST(%s AS CHAR)", "%s", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            try {
                return sorted(JSON.readTree(text));
            } catch (IOException notJson) {
                throw new IllegalArgumentException(text, notJson);
            }
        }
    },

    /** A document whose numbers are floating: two texts of one double are equal. */
    FLOATING_DOCUMENT("CAST(%s AS CHAR)", "%s", "CAST(%s AS text)") {
        @Override
        String meaning(String text) {
            return String.valueOf(Double.parseDouble(text.replaceAll("[^0-9eE.+-]", "")));
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();

    private final String mySql;
    private final String clickHouse;
    private final String postgres;

    Form(String mySql, String clickHouse, String postgres) {
        this.mySql = mySql;
        this.clickHouse = clickHouse;
        this.postgres = postgres;
    }

    String mySql(String column) {
        return mySql.formatted(column);
    }

    String warehouse(String warehouse, String column) {
        return switch (warehouse) {
            case "clickhouse", Pipeline.LAKE -> clickHouse.formatted(column);
            case "postgres" -> postgres.formatted(column);
                // a MySQL stands in for it
            default -> mySql(column);
        };
    }

    /** What the text means; two servers may say one thing with other digits. */
    String meaning(String text) {
        return text;
    }

    private static String withoutZeros(String text) {
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static String sorted(JsonNode json) {
        if (json.isObject()) {
            var fields = new TreeMap<String, String>();
            json.fields().forEachRemaining(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields.toString();
        }
        if (json.isArray()) {
            var items = new ArrayList<String>();
            json.forEach(item -> items.add(sorted(item)));
            return items.toString();
        }
        return json.isNumber() ? json.decimalValue().stripTrailingZeros().toPlainString() : json.toString();
    }
}
