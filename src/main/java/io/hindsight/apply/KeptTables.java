package io.hindsight.apply;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Which tables are kept in which warehouses, since their routes were made; in the context's registry. */
public final class KeptTables {

    private KeptTables() {}

    /** From now on, the warehouse keeps the table as it is described. */
    static void keep(CamelContext context, CapturedTable table, String warehouse) {
        synchronized (ApplyRoute.TURN) {
            context.getRegistry().bind(name(table.declaration(), warehouse), CapturedTable.class, table);
        }
    }

    /** Finds the declared table as the warehouse keeps it; empty while the source or the warehouse is waited for. */
    public static Optional<CapturedTable> find(CamelContext context, TableDeclaration table, String warehouse) {
        return Optional.ofNullable(
                context.getRegistry().lookupByNameAndType(name(table, warehouse), CapturedTable.class));
    }

    private static String name(TableDeclaration table, String warehouse) {
        return table.routeId(warehouse) + "-table";
    }
}
