package io.hindsight.warehouse.starrocks;

import io.hindsight.history.SeqPart;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders a StarRocks Routine Load job, by which StarRocks itself reads a table's topic and keeps its latest rows, in the same
 * table and by the same {@code change_seq} as an apply route does: either may go on where the other was.
 *
 * @param name of the job, unique in its database
 * @param create makes and starts it; secrets are in it
 * @param printable is {@code create} with a placeholder for each secret
 * @param alter gives a paused one what the declaration and the settings say now; it goes on where it was
 */
public record RoutineLoad(
        String name,
        String create,
        String printable,
        String alter,
        String pause,
        String resume,
        String stop,
        String show) {

    private static final String SECRET = "***";

    /**
     * Where the job reads.
     *
     * @param epoch of the source
     * @param order of its changes
     * @param batchWait how long a change waits for others; StarRocks takes 5 s to 60 s
     * @param properties of StarRocks' Kafka client (librdkafka's names), as for TLS and SASL
     */
    public record ReadTopic(
            String brokers,
            String topic,
            String group,
            int epoch,
            List<SeqPart> order,
            Duration batchWait,
            Map<String, String> properties) {}

    /** The job of a table that is kept current in a StarRocks. */
    public static RoutineLoad of(String pipeline, Dialect dialect, CapturedTable table, ReadTopic source) {
        var name = (pipeline + "_" + table.declaration().name()).replaceAll("\\W", "_");
        var job = dialect.quote(name);
        Function<Boolean, String> create = secrets -> fill(dialect, "create-routine-load", job, table, source, secrets);
        return new RoutineLoad(
                name,
                create.apply(true),
                create.apply(false),
                fill(dialect, "alter-routine-load", job, table, source, false),
                "PAUSE ROUTINE LOAD FOR " + job,
                "RESUME ROUTINE LOAD FOR " + job,
                "STOP ROUTINE LOAD FOR " + job,
                "SHOW ROUTINE LOAD FOR " + job);
    }

    private static String fill(
            Dialect dialect, String file, String job, CapturedTable table, ReadTopic source, boolean secrets) {
        var columns = new RoutineLoadColumns(dialect, table, source.epoch(), source.order());
        var places = new HashMap<String, Function<String, String>>();
        places.put("job", alias -> job);
        places.put("rows", alias -> dialect.quote(table.declaration().target() + "_rows"));
        places.put("read", alias -> String.join(", ", columns.read().keySet()));
        places.put("kept", alias -> list(columns.kept(), ",\n  ", (column, value) -> column + " = " + value));
        places.put("jsonpaths", alias -> text(columns.jsonPaths()));
        places.put("seconds", alias -> String.valueOf(seconds(source.batchWait())));
        places.put("brokers", alias -> text(source.brokers()));
        places.put("topic", alias -> text(source.topic()));
        places.put("group", alias -> text(source.group()));
        places.put(
                "kafka_properties",
                alias -> list(
                        source.properties(),
                        "",
                        (name, value) -> ",\n  \"property." + name + "\" = "
                                + text(secrets || !isSecret(name) ? value : SECRET)));
        return SqlTemplate.load(dialect.name(), file).fill(places);
    }

    private static String list(Map<String, String> pairs, String between, BinaryOperator<String> text) {
        return pairs.entrySet().stream()
                .map(pair -> text.apply(pair.getKey(), pair.getValue()))
                .collect(Collectors.joining(between));
    }

    /** StarRocks takes 5 to 60. */
    private static long seconds(Duration wait) {
        return Math.max(5, Math.min(60, wait.toSeconds()));
    }

    private static boolean isSecret(String property) {
        return property.matches("(?i).*(password|secret|token|\\.pem|\\.key|jaas).*")
                && !property.endsWith(".location");
    }

    /** A text as StarRocks reads it, whatever is in it. */
    static String text(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
