package io.hindsight.source.postgresql.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.engine.SourceCapture;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.source.postgresql.GeneratedColumns;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.source.postgresql.change.PlacedSource;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.source.postgresql.connector.PostgresTextConnector;
import io.hindsight.source.postgresql.offset.WalServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what the engine of a PostgreSQL is told, and looks after it. */
final class PostgresCapture implements SourceCapture {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final LostStream stream = new LostStream();
    private Instant looked = Instant.EPOCH;
    private Optional<String> trouble = Optional.empty();

    @Override
    public void prepare(Settings settings, Lease lease) {
        // the slot is enough
    }

    @Override
    public Map<String, String> properties(Settings settings) {
        var properties = new LinkedHashMap<String, String>();
        PostgresConnection.tls(settings.source()).forEach((word, value) -> properties.put("database." + word, value));
        PostgresConnection.limits(TimeLimits.BESIDE_STREAM)
                .forEach((word, value) -> properties.put("database." + word, value));
        properties.put("connector.class", PostgresTextConnector.class.getName());
        // the server misses a reader that has gone without a word, which keeps the next one from the slot
        properties.put(
                "database.options",
                PostgresConnection.options() + " -c wal_sender_timeout="
                        + TimeLimits.millis(TimeLimits.SILENCE.dividedBy(2)));
        properties.put("sourceinfo.struct.maker", PlacedSource.class.getName());
        try {
            var generated = GeneratedColumns.excluded(settings);
            if (!generated.isEmpty()) {
                properties.put("column.exclude.list", generated);
            }
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say which columns are generated", away);
        }
        return properties;
    }

    @Override
    public Map<String, String> rereading(Settings settings, ObjectNode from) {
        throw new IllegalStateException("a PostgreSQL keeps nothing of its log that has been read");
    }

    @Override
    public EngineGuard guard(Settings settings) throws SQLException {
        return new WalGuard(settings, stream);
    }

    @Override
    public Optional<String> explanation(Settings settings, Throwable failure) {
        var source = settings.source();
        var said = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .toList();
        if (said.stream().anyMatch(words -> words.contains("is active for PID"))) {
            return Optional.of("another reader has the slot " + source.slot() + " of " + source
                    + ": an engine that the server hasn't missed yet (wal_sender_timeout), or another pipeline; give"
                    + " each a hindsight.source.slot of its own");
        }
        if (said.stream().anyMatch(words -> words.matches("(?s).*publication \".*\" does not exist.*"))) {
            return Optional.of("the publication " + source.publication() + " wasn't there yet when changes were written"
                    + " that capture has to read: they can't be sent" + CaptureException.START_OVER);
        }
        return Optional.empty();
    }

    /**
     * A server from version 18 on sends nothing, in silence, where the publication is gone; a snapshot goes on without the
     * slot that is to bring what comes after it; and of a connection that a network has lost neither side is told.
     */
    @Override
    public synchronized Optional<String> trouble(Settings settings) {
        if (Duration.between(looked, Instant.now()).compareTo(PAUSE) >= 0) {
            var source = settings.source();
            try (var connection = PostgresConnection.open(source, TimeLimits.CONNECTING)) {
                trouble = PostgresCheck.trouble(connection, source);
                if (trouble.isEmpty()) {
                    trouble = new WalServer(source).trouble(connection);
                }
                if (trouble.isEmpty()) {
                    trouble = stream.look(connection, source);
                }
            } catch (SQLException away) {
                trouble = Optional.empty();
            }
            looked = Instant.now();
        }
        return trouble;
    }
}
