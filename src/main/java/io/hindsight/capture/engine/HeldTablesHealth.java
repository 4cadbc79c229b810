package io.hindsight.capture.engine;

import io.hindsight.capture.held.Hold;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells which tables are held, as health and as a metric; a standby says what the instance that captures has stored. */
final class HeldTablesHealth extends AbstractHealthCheck {

    private final Settings settings;
    private final Supplier<List<Hold>> open;
    private final Set<TableName> shown = new HashSet<>();

    HeldTablesHealth(Settings settings, Supplier<List<Hold>> open) {
        super("hindsight", "held-tables");
        this.settings = settings;
        this.open = open;
    }

    /** Shows a number for each table that is known by now. */
    void bindTo(MeterRegistry registry) {
        settings.tables().stream()
                .map(TableDeclaration::source)
                .filter(shown::add)
                .forEach(table -> Gauge.builder("hindsight.held.tables", () -> isHeld(table) ? 1 : 0)
                        .description("Whether a table is held: its changes aren't sent until it is resumed")
                        .tag("table", table.toString())
                        .strongReference(true)
                        .register(registry));
    }

    private boolean isHeld(TableName table) {
        return open.get().stream().anyMatch(hold -> hold.table().equals(table));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var holds = open.get();
        if (holds.isEmpty()) {
            builder.up();
        } else {
            builder.message(holds.stream().map(this::text).sorted().collect(Collectors.joining(". ")))
                    .down();
        }
    }

    private String text(Hold hold) {
        var name = settings.tables().stream()
                .filter(table -> table.source().equals(hold.table()))
                .map(TableDeclaration::name)
                .findFirst()
                .orElseGet(hold.table()::toString);
        return hold + ", and run: hindsight resume " + name;
    }
}
