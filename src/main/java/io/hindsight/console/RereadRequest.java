package io.hindsight.console;

import io.hindsight.capture.reread.SpanEdge;
import io.hindsight.settings.Settings;
import io.hindsight.source.PastLog;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Says what a client wants to be read again, in the words of the command's options.
 *
 * @param tables by their names in the settings, or as the source calls them
 * @param dryRun whether it only wants to know what would be read
 */
@Schema(requiredProperties = "tables", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record RereadRequest(
        @ArraySchema(minItems = 1) List<String> tables, String since, String from, String until, boolean dryRun) {

    /** Reads a JSON object; anything else is the client's {@link Problem}. */
    static RereadRequest of(String body) {
        return JsonRequest.of(body, RereadRequest.class)
                .filter(request -> request.tables() != null && !request.tables().isEmpty())
                .orElseThrow(
                        () -> new Problem(
                                400,
                                "send a JSON object of tables (a list), and since or from, until and dryRun where you need them"));
    }

    /** Gives the tables that it names. */
    List<TableName> in(Settings settings) {
        return tables.stream()
                .map(name -> settings.tables().stream()
                        .filter(table -> table.name().equals(name)
                                || table.source().toString().equals(name))
                        .map(TableDeclaration::source)
                        .findFirst()
                        .orElseThrow(() -> new Problem(404, "no table is declared as '" + name + "'")))
                .distinct()
                .toList();
    }

    /** Gives where it begins; empty for as far back as there is anything. */
    Optional<SpanEdge> begin(PastLog log) {
        if (isGiven(since) && isGiven(from)) {
            throw new Problem(400, "since and from both say where it begins: send one of them");
        }
        return isGiven(since)
                ? Optional.of(SpanEdge.moment("since", since))
                : Optional.ofNullable(from)
                        .filter(RereadRequest::isGiven)
                        .map(text -> SpanEdge.place(log, "from", text));
    }

    /** Gives where it ends; empty for where capture comes to. */
    Optional<SpanEdge> end(PastLog log) {
        return Optional.ofNullable(until)
                .filter(RereadRequest::isGiven)
                .map(text -> SpanEdge.either(log, "until", text));
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }
}
