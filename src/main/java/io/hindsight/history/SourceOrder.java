package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Makes change_seq of what one kind of source says of a change's place; found as a service, as JDBC's drivers are. */
public interface SourceOrder {

    /**
     * Reads a change's source block; empty where that isn't of this kind of source.
     *
     * @throws IllegalArgumentException when a part is missing or doesn't fit
     */
    Optional<String> changeSeq(int epoch, JsonNode source);

    /**
     * Asks all sources.
     *
     * @throws IllegalArgumentException when none knows the place
     */
    static String of(int epoch, JsonNode source) {
        return KnownOrders.ALL.stream()
                .flatMap(order -> order.changeSeq(epoch, source).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source's order"));
    }

    /**
     * Reads a part of a place; one that is no whole number isn't taken for another.
     *
     * @throws IllegalArgumentException when it is missing or isn't one
     */
    static long number(JsonNode source, String part) {
        var number = source.path(part);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("no whole number: " + part);
        }
        return number.longValue();
    }

    /** Those there are, looked for once. */
    final class KnownOrders {
        private static final List<SourceOrder> ALL =
                ServiceLoader.load(SourceOrder.class, SourceOrder.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        private KnownOrders() {}
    }
}
