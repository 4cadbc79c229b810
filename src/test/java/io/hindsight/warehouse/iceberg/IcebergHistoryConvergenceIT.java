package io.hindsight.warehouse.iceberg;

import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.HistoryConvergence;
import io.hindsight.warehouse.KeptRows;
import io.hindsight.warehouse.TestTables;
import java.nio.file.Path;

class IcebergHistoryConvergenceIT extends HistoryConvergence {

    private static final Path DIRECTORY = Path.of("target", "lake", "history");
    private static final LakeTable PEOPLE =
            new LakeTable(DIRECTORY.resolve("people"), TestTables.people("people_history", KeepMode.HISTORY), 2);
    private static final LakeTable APART =
            new LakeTable(DIRECTORY.resolve("apart"), TestTables.peopleApart("people_apart"), 3);

    private static final LakeTable PARTIAL =
            new LakeTable(DIRECTORY.resolve("partial"), TestTables.peoplePartly("people_partly", KeepMode.HISTORY), 2);

    @Override
    protected KeptRows table() {
        return PEOPLE;
    }

    @Override
    protected KeptRows apart() {
        return APART;
    }

    @Override
    protected KeptRows partial() {
        return PARTIAL;
    }
}
