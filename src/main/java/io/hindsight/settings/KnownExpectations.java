package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is expected of tables that are known: of one that a pattern is to find, only once it is found. Safe for threads.
 */
public final class KnownExpectations {

    private static final Logger LOG = LoggerFactory.getLogger(KnownExpectations.class);

    private final List<String> names;
    private final Map<String, String> properties;
    private final KnownTables tables;
    private final List<WarehouseSettings> warehouses;
    private final Set<String> refused = new LinkedHashSet<>();
    private List<TableDeclaration> read = List.of();
    private List<Expectation> all = List.of();

    /** @param names behind {@code hindsight.expect}, in their order */
    KnownExpectations(
            List<String> names,
            Map<String, String> properties,
            KnownTables tables,
            List<WarehouseSettings> warehouses) {
        this.names = names;
        this.properties = properties;
        this.tables = tables;
        this.warehouses = warehouses;
    }

    /** All that are known now, in the order of their names. */
    public synchronized List<Expectation> all() {
        var now = tables.all();
        if (read != now) {
            read = now;
            all = names.stream().map(this::read).flatMap(Optional::stream).toList();
        }
        return all;
    }

    /** Lists those whose table nobody has found yet. */
    public synchronized List<String> waiting() {
        var known = all().stream().map(Expectation::name).toList();
        return names.stream()
                .filter(name -> !known.contains(name) && !refused.contains(name))
                .toList();
    }

    /** Whether there are or may be any. */
    public boolean isAny() {
        return !names.isEmpty();
    }

    private Optional<Expectation> read(String name) {
        var reader = new SettingsReader(properties);
        var expectation = ExpectationSettings.read(name, read, tables.canGrow(), warehouses, reader);
        try {
            reader.check();
            return expectation;
        } catch (InvalidSettingsException misfit) {
            // of a declared table that has been said when the settings were read
            if (refused.add(name)) {
                LOG.warn("hindsight.expect.{} isn't looked at: {}", name, misfit.getMessage());
            }
            return Optional.empty();
        }
    }
}
