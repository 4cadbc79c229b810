package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The declared tables: those that have lines of their own, and those of the source that were found to fit a pattern, which
 * become more while the program runs. Safe for threads.
 */
public final class KnownTables {

    private static final Logger LOG = LoggerFactory.getLogger(KnownTables.class);

    private final List<TableDeclaration> own;
    private final List<TablePattern> patterns;
    private final PatternSettings declaring;
    private final Optional<TableName> signals;
    private final Map<TableName, String> refused = new LinkedHashMap<>();
    private volatile List<TableDeclaration> all;

    /** @param signals of capture's own, which no pattern means */
    KnownTables(
            List<TableDeclaration> own,
            List<TablePattern> patterns,
            PatternSettings declaring,
            Optional<TableName> signals) {
        this.own = own;
        this.patterns = patterns;
        this.declaring = declaring;
        this.signals = signals;
        this.all = own;
    }

    /** All that are known now: the same list until there are more. Those that were found come last, in the order of that. */
    public List<TableDeclaration> all() {
        return all;
    }

    public List<TablePattern> patterns() {
        return patterns;
    }

    /** Whether more can be found. */
    public boolean canGrow() {
        return !patterns.isEmpty();
    }

    /** Whether a table was found to fit a pattern; of one that has a line of its own more is expected, as that it is there. */
    public boolean isFound(TableDeclaration table) {
        return own.stream().noneMatch(declared -> declared.source().equals(table.source()));
    }

    /** Lists those that were found. */
    public List<TableDeclaration> found() {
        var known = all;
        return known.subList(own.size(), known.size());
    }

    /** Whether changes of a table are wanted: it is declared, or to be. */
    public boolean isWanted(TableName table) {
        return isDeclared(table) || isNew(table);
    }

    /** Whether a table of the source fits a pattern and hasn't been taken up yet. */
    public synchronized boolean isNew(TableName table) {
        return canGrow() && pattern(table).isPresent() && !isDeclared(table) && !refused.containsKey(table);
    }

    private boolean isDeclared(TableName table) {
        return all.stream().anyMatch(declared -> declared.source().equals(table));
    }

    private Optional<TablePattern> pattern(TableName table) {
        return patterns.stream()
                .filter(pattern -> pattern.fits(table))
                .filter(pattern -> signals.filter(table::equals).isEmpty())
                .findFirst();
    }

    /** Takes up a table of the source, if it is new; one that can't be declared is refused, and said so once. */
    public synchronized void add(TableName table) {
        if (!isNew(table)) {
            return;
        }
        try {
            var more = new ArrayList<>(all);
            more.add(declaring.declare(pattern(table).orElseThrow(), table, all));
            all = List.copyOf(more);
        } catch (InvalidSettingsException misfit) {
            refused.put(table, misfit.getMessage());
            LOG.warn("{} isn't followed, though it fits a pattern: {}", table, misfit.getMessage());
        }
    }

    /** Gives the tables that fit a pattern and can't be declared, and why. */
    public synchronized Map<TableName, String> refused() {
        return Map.copyOf(refused);
    }
}
