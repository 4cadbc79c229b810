package io.hindsight.capture;

import io.hindsight.observe.SnapshotProgress;
import io.hindsight.route.ContextSettings;
import io.hindsight.route.Meters;
import io.hindsight.table.RowEstimates;
import io.hindsight.table.TableDeclaration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The initial snapshot as its rows tell it: Debezium marks the last one; rows of an incremental one don't count. */
final class InitialSnapshot {

    private static final Logger LOG = LoggerFactory.getLogger(InitialSnapshot.class);

    private final CamelContext context;
    private final SnapshotProgress progress = new SnapshotProgress(Clock.systemUTC());
    private final Map<String, Long> rows = new HashMap<>();
    private boolean last;

    InitialSnapshot(CamelContext context) {
        this.context = context;
    }

    /** Shows it as metrics, and in the registry for who draws it. */
    void bind(List<String> tables) {
        progress.bindTo(Meters.of(context), tables);
        context.getRegistry().bind("snapshot", progress);
    }

    /** Its engine has ended, and the next one begins anew. */
    void abandoned() {
        rows.clear();
        last = false;
        progress.end();
    }

    /** A row has been read; the mark is the source block's {@code snapshot}. */
    void read(String table, String mark) {
        if (mark != null && !mark.equals("incremental") && !mark.equals("false")) {
            rows.merge(table, 1L, Long::sum);
            last |= mark.equals("last");
        }
    }

    /** Kafka has the rows. */
    void flush() {
        if (rows.isEmpty()) {
            return;
        }
        if (!progress.isRunning()) {
            progress.begin(estimates());
            progress.view().ifPresent(view -> LOG.info("snapshot begins: about {} rows", view.estimated()));
        }
        rows.forEach(progress::read);
        rows.clear();
        if (last) {
            progress.view().ifPresent(view -> LOG.info("snapshot complete: {} rows", view.done()));
            progress.end();
            last = false;
        }
    }

    private Map<String, Long> estimates() {
        var settings = ContextSettings.of(context);
        var source = settings.source();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            return RowEstimates.of(
                    connection,
                    settings.tables().stream()
                            .map(TableDeclaration::source)
                            .distinct()
                            .toList());
        } catch (SQLException unknown) {
            return Map.of();
        }
    }
}
