package io.hindsight.source.mysql.engine;

import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.DebeziumBeans;
import io.hindsight.settings.Settings;
import java.util.Optional;

/**
 * The connection by which a running engine reads the binlog. Debezium's client could make a lost one anew by itself
 * ({@code connect.keep.alive}), but behind the last event that it has seen, which may lie in a statement of many: what
 * follows then comes without the map of its table, and is left out.
 */
final class BinlogConnection {

    private static final String CONTEXT = "streaming";

    private final DebeziumBeans debezium;

    BinlogConnection(Settings settings) {
        debezium = new DebeziumBeans(settings.source().kind().connector(), settings.name());
    }

    /** Gives why nothing will come by it any more; empty if it is well, or if there is none yet. */
    Optional<String> trouble() {
        if (debezium.number(CONTEXT, "NumberOfDisconnects") > 0) {
            return Optional.of("the connection to the binlog is lost");
        }
        var silence = debezium.number(CONTEXT, "MilliSecondsSinceLastEvent");
        return silence >= TimeLimits.SILENCE.toMillis()
                ? Optional.of(
                        "the source has sent neither an event nor a heartbeat for %.0f s".formatted(silence / 1e3))
                : Optional.empty();
    }
}
