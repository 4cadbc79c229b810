package io.hindsight.capture.snapshot;

import io.hindsight.context.ContextSettings;
import io.hindsight.observe.Meters;
import io.hindsight.observe.SnapshotProgress;
import io.hindsight.source.Source;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a snapshot is: the initial one as its rows tell it, whose last one Debezium marks; one that was asked for while
 * changes flow as the engine says.
 */
public final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final CamelContext context;
    private final SnapshotProgress progress = new SnapshotProgress(Clock.systemUTC());
    private final Map<String, Long> rows = new HashMap<>();
    private boolean initial;
    private boolean last;
    private volatile boolean read;
    private volatile boolean givenUp;

    public Snapshots(CamelContext context) {
        this.context = context;
    }

    /** Shows it as metrics, and in the registry for who draws it. */
    public void bind() {
        progress.bindTo(Meters.of(context));
        context.getRegistry().bind("snapshot", progress);
        SnapshotNotices.tell(ContextSettings.of(context).name(), this);
    }

    /** Shows it for more tables. */
    public void follow(List<String> tables) {
        progress.follow(Meters.of(context), tables);
    }

    /** Its engine has ended, and the next one begins anew. */
    public void abandoned() {
        rows.clear();
        last = false;
        progress.end();
    }

    /** A row has been read; the mark is the source block's {@code snapshot}. */
    public void read(String table, String mark) {
        if (mark != null && !mark.equals("false")) {
            rows.merge(table, 1L, Long::sum);
            initial |= !mark.equals("incremental");
            last |= mark.equals("last");
        }
    }

    /** Kafka has the rows. */
    public void flush() {
        if (rows.isEmpty()) {
            if (read) {
                end();
            }
            return;
        }
        if (initial && !progress.isRunning()) {
            begin(captured());
        }
        rows.forEach(progress::read);
        rows.clear();
        initial = false;
        if (last) {
            end();
            last = false;
        }
    }

    /** A snapshot of these tables, named as in the settings, has been asked for, or goes on. */
    void goesOn(List<String> tables) {
        read = false;
        if (!progress.isRunning()) {
            var source = ContextSettings.of(context).source();
            begin(tables.stream().map(source::tableName).toList());
        }
    }

    private void begin(List<TableName> tables) {
        progress.begin(estimates(tables));
        progress.estimate().ifPresent(estimate -> LOG.info("snapshot begins: about {} rows", estimate.estimated()));
    }

    /** All its rows have been read; the last of them are still on their way to Kafka. */
    void ends() {
        read = true;
    }

    /** It won't be complete, which has been said. */
    void givesUp() {
        givenUp = true;
        ends();
    }

    private void end() {
        read = false;
        if (!givenUp) {
            progress.estimate().ifPresent(estimate -> LOG.info("snapshot complete: {} rows", estimate.done()));
        }
        givenUp = false;
        progress.end();
    }

    /** A table couldn't be read, for the reason that Debezium gives. */
    void failed(String table, String reason) {
        LOG.warn("snapshot of {} not taken: {}", table, reason);
    }

    private List<TableName> captured() {
        return ContextSettings.of(context).tables().stream()
                .map(TableDeclaration::source)
                .distinct()
                .toList();
    }

    private Map<String, Long> estimates(List<TableName> tables) {
        try (var source = Source.open(ContextSettings.of(context).source())) {
            return source.rowEstimates(tables);
        } catch (SQLException unknown) {
            return Map.of();
        }
    }
}
