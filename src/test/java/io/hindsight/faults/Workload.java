package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.JdbcServer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Several connections that change the same few keys at once, until it is closed; the source may come and go meanwhile. */
final class Workload implements AutoCloseable {

    private static final int WRITERS = 4;

    private final List<Writer> writers;

    private Workload(List<Writer> writers) {
        this.writers = writers;
    }

    /** A usual pause of a connection between two transactions. */
    static final int PAUSE_MILLIS = 120;

    /** Begins; the same seed makes the same changes, as far as the threads' order lets it. */
    static Workload begin(
            SourceKind kind,
            JdbcServer source,
            String database,
            List<AuditedTable> tables,
            int pauseMillis,
            long seed) {
        var workload = new Workload(IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(kind, source, database, tables, pauseMillis, seed * WRITERS + number))
                .toList());
        workload.writers.forEach(Writer::start);
        return workload;
    }

    /** Ends, whatever the source does; fails with what it has refused that it shouldn't have. */
    @Override
    public void close() throws SQLException, InterruptedException {
        writers.forEach(Writer::end);
        for (var writer : writers) {
            writer.await();
        }
    }
}
