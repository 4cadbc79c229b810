package io.hindsight.console;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.NewReading;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a table read once more while changes flow, and rows closed that are gone, as {@code hindsight snapshot} does. */
public final class SnapshotRequest {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRequest.class);

    /** @param asked what is read, as the source calls it */
    public record SnapshotAsked(String asked) {}

    @BeanInject
    private CamelContext context;

    private Executor executor;

    /** Called when the route files are loaded. */
    public void listen() {
        executor = context.getExecutorServiceManager().newSingleThreadExecutor(this, "closes-gone-rows");
    }

    /** Asks for it; rows that are gone are looked for afterwards, which may take a while. */
    public SnapshotAsked ask(@Header("table") String name) {
        var settings = ContextSettings.of(context);
        var declared = settings.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "no table is declared by that name"));
        try (var source = Source.open(settings.source())) {
            var table = SourceTables.once(settings, declared)
                    .orElseThrow(() -> InvalidTableException.noSuchTable(declared));
            isNotHeld(settings, declared);
            try (var reconciliation = new Reconciliation(settings)) {
                new NewReading(settings, source, reconciliation, LOG::info).ask(List.of(table));
            }
            executor.execute(() -> closeGone(settings, table));
            return new SnapshotAsked(table.source().toString());
        } catch (InvalidSettingsException | InvalidTableException refused) {
            throw new Problem(409, refused.getMessage());
        } catch (SQLException | IllegalStateException failed) {
            throw new Problem(503, "no snapshot: " + FailureText.of(failed));
        }
    }

    private static void isNotHeld(Settings settings, TableDeclaration declared) {
        try (var held = HeldTables.read(settings)) {
            held.open(declared.source()).stream().findFirst().ifPresent(hold -> {
                throw new Problem(409, hold + "; hindsight resume reads it anew");
            });
        }
    }

    private static void closeGone(Settings settings, CapturedTable table) {
        try (var source = Source.open(settings.source());
                var reconciliation = new Reconciliation(settings)) {
            new NewReading(settings, source, reconciliation, LOG::info).closeGone(table);
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("{}: rows that are gone weren't looked for: {}", table.source(), FailureText.of(failed));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
