package io.hindsight.apply;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table on its way to what it must be in its warehouse for changes to be applied: made where it is missing, and altered
 * where it holds too little. Each step is a look at the warehouse, which gives the statements to run before the next.
 */
public final class TableChange {

    private static final Logger LOG = LoggerFactory.getLogger(TableChange.class);

    private enum Step {
        MAKE,
        ALTER,
        VERIFY
    }

    private final AppliedTable table;
    private final CapturedTable made;
    private Step next;
    private CapturedTable wanted;
    private boolean altering;
    private boolean isDone;
    private List<String> statements = List.of();

    /** @param made the table as changes were made under it */
    TableChange(AppliedTable table, CapturedTable made) {
        this.table = table;
        this.made = made;
        this.next = table.kept().isEmpty() ? Step.MAKE : Step.ALTER;
    }

    public AppliedTable getTable() {
        return table;
    }

    /** Whether this is the one that may change the table now. */
    public boolean begin() {
        return table.beginChange();
    }

    /** Called at the end, however it went. */
    public void end() {
        table.endChange(isDone);
    }

    /** The statements to run next; as one where the engine then undoes all of them when one fails. */
    public List<String> getStatements() {
        return table.settings().dialect().together(statements);
    }

    /** Whether the table isn't yet as it must be; to look changes nothing, for Camel's loop does after a failure too. */
    public boolean isOpen() {
        return !isDone;
    }

    /**
     * Looks at what is to be done next; to be called when all statements of before have run.
     *
     * @throws InvalidTableException when it can't become that, or isn't wanted to; with the cure
     */
    public void advance() throws SQLException {
        try (var there = table.look()) {
            switch (next) {
                case MAKE -> {
                    statements = there.creation(made);
                    next = Step.ALTER;
                }
                case ALTER -> {
                    var known = table.kept();
                    wanted = known.isEmpty() ? there.found(made) : there.wanted(known.get(), made);
                    statements = there.alterations(wanted);
                    altering = !statements.isEmpty();
                    if (altering || known.isEmpty() || table.hasOldViews()) {
                        table.viewsAreOld();
                        statements = Stream.concat(statements.stream(), there.views(wanted).stream())
                                .toList();
                    }
                    next = Step.VERIFY;
                }
                case VERIFY -> {
                    // an engine may be at it for long after it has said yes
                    if (altering && !there.alterations(wanted).isEmpty()) {
                        throw stillAltering(wanted);
                    }
                    keep();
                    statements = List.of();
                }
            }
        }
    }

    /** Makes the table what the statements say, where it is in a lake. */
    public void bring() {
        table.settings().lake().orElseThrow().bring(wanted == null ? made : wanted);
    }

    private static InvalidTableException stillAltering(CapturedTable table) {
        return new InvalidTableException(
                table.declaration(), "the warehouse is still altering its table", "wait until it is done");
    }

    private void keep() {
        if (table.kept().isPresent() && !statements.isEmpty()) {
            LOG.info("{} in {} has been altered: {}", table.getTarget(), table.getWarehouse(), said());
        }
        table.keep(wanted, made);
        table.reasons().goOn(WaitReasons.ALL);
        isDone = true;
    }

    /** The statements as people can copy them. */
    String said() {
        return String.join("; ", statements.stream().map(TargetTable::oneLine).toList());
    }

    /** What a person can do about a warehouse that refuses the statements. */
    InvalidTableException refused(SQLException failure) {
        if (table.settings().dialect().isAltering(failure)) {
            return stillAltering(made);
        }
        return new InvalidTableException(
                made.declaration(),
                "can't be altered in the warehouse (" + failure.getMessage() + ")",
                "it is tried again; or make room for it, or do it yourself: " + said());
    }
}
