package io.hindsight.console;

import io.hindsight.deadletter.DeadLetterFilter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Reads which dead letters a client means: in the words of the command's options, and all of them only when the
 * client says so, as with {@code discard --all}. A name that isn't known is refused: without it, others would be
 * meant.
 */
@Schema(oneOf = {DeadLetterRequest.Everything.class, DeadLetterRequest.Some.class})
record DeadLetterRequest(
        List<String> letters, String table, String warehouse, String route, String reason, boolean all) {

    /** Describes what means all of them. */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Everything(@Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "true") boolean all) {}

    /** Describes what means those that all of it holds for. */
    @Schema(minProperties = 1, additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
    record Some(
            @ArraySchema(minItems = 1) List<String> letters,
            String table,
            String warehouse,
            String route,
            String reason) {}

    /** Reads a JSON object; anything else is the client's {@link Problem}. */
    static DeadLetterFilter filter(String body) {
        var request = JsonRequest.of(body, DeadLetterRequest.class)
                .orElseThrow(() -> new Problem(
                        400,
                        "send a JSON object of letters (a list), table, warehouse, route and reason, those that you need,"
                                + " or {\"all\": true}"));
        var filter = request.filter();
        if (request.all() != filter.isEverything()) {
            throw new Problem(400, "say which dead letters are meant, or all, and not both");
        }
        return filter;
    }

    private DeadLetterFilter filter() {
        return new DeadLetterFilter(letters == null ? List.of() : letters, table, warehouse, route, reason, null, null);
    }
}
