package io.hindsight.check;

import io.hindsight.deadletter.DeadLetterQueue;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.TopicConfig;

/** Where a key is still known when the warehouses have forgotten it, and until when; each a line for people. */
public final class Remains {

    private final Settings settings;
    private final CapturedTable table;

    public Remains(Settings settings, CapturedTable table) {
        this.settings = settings;
        this.table = table;
    }

    /** Says whether the source has the row, which the next change of it would bring back. */
    public boolean isInSource(List<String> key) throws SQLException {
        try (var source = Source.open(settings.source())) {
            var rows = source.rows(table.source());
            var which = table.keys().stream()
                    .map(column ->
                            rows.text().name(column) + " = " + rows.text().value(column, "?"))
                    .collect(Collectors.joining(" AND "));
            try (var query = rows.connection().prepareStatement("SELECT 1 FROM " + rows.table() + " WHERE " + which)) {
                for (var index = 0; index < key.size(); index++) {
                    query.setString(index + 1, key.get(index));
                }
                try (var found = query.executeQuery()) {
                    return found.next();
                }
            }
        }
    }

    /** Says how long the source's log keeps the row's changes. */
    public String inLog() throws SQLException {
        try (var source = Source.open(settings.source())) {
            return source.retention();
        }
    }

    /** How long Kafka keeps the changes, by topic. */
    public List<String> inKafka() {
        var topics = settings.tables().stream()
                .filter(declared -> declared.source().equals(table.source()))
                .map(declared -> declared.topic(settings.name()))
                .distinct()
                .toList();
        var said = new ArrayList<String>();
        try (var kafka = new KafkaAdmin(settings, "forget")) {
            kafka.configurations(topics)
                    .forEach((topic, configuration) ->
                            said.add("Kafka's topic " + topic + " has its changes " + until(configuration)));
        }
        return said;
    }

    /** A message goes with its segment, which is closed when it is full or old enough, and kept from then on. */
    private static String until(Config configuration) {
        var retention = number(configuration, TopicConfig.RETENTION_MS_CONFIG);
        var segment = number(configuration, TopicConfig.SEGMENT_MS_CONFIG);
        return retention < 0
                ? "for ever (retention.ms = -1): lower it, or delete the topic's records"
                : "until " + after(Duration.ofMillis(retention + segment)) + " at the latest (retention.ms = "
                        + retention + ", segment.ms = " + segment + ")";
    }

    private static long number(Config configuration, String name) {
        return Long.parseLong(configuration.get(name).value());
    }

    private static Instant after(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    /** How many dead letters of the table wait: whose they are, their values say, which aren't looked at here. */
    public int deadLetters() {
        var count = new int[1];
        try (var letters = new DeadLetterQueue(settings)) {
            letters.eachOnce(
                    letter -> count[0] += letter.table().equals(table.source().toString()) ? 1 : 0);
        }
        return count[0];
    }
}
