package io.hindsight.apply;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A column of an {@link AlteredTable}.
 *
 * @param kind what its name begins with: columns of one name hold one kind of values
 * @param width which of the kind's types it has
 * @param required whether it can't be NULL
 */
record AlteredColumn(String kind, int width, boolean required) {

    /** By kind, each wider than the one before it. */
    private static final Map<String, List<String>> TYPES = new TreeMap<>(Map.of(
            "whole", List.of("TINYINT", "SMALLINT", "INT", "BIGINT", "DECIMAL(30,2)"),
            "exact", List.of("DECIMAL(5,2)", "DECIMAL(12,4)", "DECIMAL(30,10)"),
            "words", List.of("ENUM('open','é1')", "VARCHAR(4)", "VARCHAR(90)", "TEXT"),
            "moment", List.of("DATETIME", "DATETIME(3)", "DATETIME(6)")));

    static AlteredColumn any(Random random) {
        var kind = List.copyOf(TYPES.keySet()).get(random.nextInt(TYPES.size()));
        return new AlteredColumn(kind, random.nextInt(TYPES.get(kind).size()), random.nextInt(3) == 0);
    }

    /** Itself where no type is wider. */
    AlteredColumn wider() {
        return new AlteredColumn(kind, Math.min(width + 1, TYPES.get(kind).size() - 1), required);
    }

    /** As DDL has it. */
    String type() {
        var type = TYPES.get(kind).get(width);
        // a TEXT has no default
        return required && !type.equals("TEXT") ? type + " NOT NULL DEFAULT " + least() : type;
    }

    private String least() {
        return switch (kind) {
            case "words" -> "'open'";
            case "moment" -> "'2020-01-01'";
            default -> "7";
        };
    }

    /** A value that it holds, as SQL has it. */
    String value(Random random) {
        if (!required && random.nextInt(4) == 0) {
            return "NULL";
        }
        return switch (TYPES.get(kind).get(width)) {
            case "TINYINT" -> String.valueOf((byte) random.nextInt());
            case "SMALLINT" -> String.valueOf((short) random.nextInt());
            case "INT" -> String.valueOf(random.nextInt());
            case "BIGINT" -> String.valueOf(random.nextLong());
            case "DECIMAL(5,2)" -> "-99." + random.nextInt(100);
            case "DECIMAL(12,4)" -> "9999999." + random.nextInt(10_000);
            case "DECIMAL(30,2)", "DECIMAL(30,10)" -> random.nextLong() + "." + random.nextInt(100);
            case "ENUM('open','é1')" -> random.nextBoolean() ? "'open'" : "'é1'";
            case "VARCHAR(4)" -> "'漢" + random.nextInt(100) + "'";
            case "VARCHAR(90)", "TEXT" -> "'🙂" + random.nextLong() + "'";
            default -> "'2026-03-29 02:30:0" + random.nextInt(10) + "." + random.nextInt(1_000_000) + "'";
        };
    }
}
