package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.ExactJson;
import io.hindsight.table.Key;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what is compared of a row.
 *
 * @param number of the texts of its columns; null when the source can't compute it, because the row is too long
 * @param wholes values of the columns whose texts differ by engine: Float, Double, JsonNode or null
 */
record ComparedRow(Key key, String number, List<Object> wholes) {

    private static final Comparator<JsonNode> BY_MEANING =
            (left, right) -> left.equals(right) || left.isNumber() && right.isNumber() && equal(left, right) ? 0 : 1;

    static Map<Key, ComparedRow> byKey(List<ComparedRow> rows) {
        return rows.stream().collect(Collectors.toMap(ComparedRow::key, Function.identity(), (one, two) -> one));
    }

    /** A document as it is compared: the one that says null is NULL, as PostgreSQL keeps it. */
    static JsonNode document(String json) {
        return json == null || json.equals("null") ? null : ExactJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    boolean agreesWith(ComparedRow other) {
        if (!Objects.equals(number, other.number)) {
            return false;
        }
        for (var index = 0; index < wholes.size(); index++) {
            if (!agree(wholes.get(index), other.wholes.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Object left, Object right) {
        if (left instanceof JsonNode one && right instanceof JsonNode two) {
            return one.equals(BY_MEANING, two);
        }
        // zero has a sign that some engines drop
        return left instanceof Number one && right instanceof Number two
                ? one.doubleValue() == two.doubleValue()
                        || Double.isNaN(one.doubleValue()) && Double.isNaN(two.doubleValue())
                : Objects.equals(left, right);
    }

    /** A document's fractions are doubles, which engines write with or without an exponent. */
    private static boolean equal(JsonNode left, JsonNode right) {
        return left.decimalValue().compareTo(right.decimalValue()) == 0
                || (!left.isIntegralNumber() || !right.isIntegralNumber()) && left.doubleValue() == right.doubleValue();
    }
}
