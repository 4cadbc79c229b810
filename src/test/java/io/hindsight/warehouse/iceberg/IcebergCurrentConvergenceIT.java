package io.hindsight.warehouse.iceberg;

import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.CurrentConvergence;
import io.hindsight.warehouse.KeptRows;
import io.hindsight.warehouse.TestTables;
import java.nio.file.Path;

class IcebergCurrentConvergenceIT extends CurrentConvergence {

    private static final LakeTable PEOPLE =
            new LakeTable(Path.of("target", "lake", "current"), TestTables.people("people", KeepMode.CURRENT), 2);

    @Override
    protected KeptRows table() {
        return PEOPLE;
    }
}
