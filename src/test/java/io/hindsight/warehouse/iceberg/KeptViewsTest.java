package io.hindsight.warehouse.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.TrinoGrammar;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.View;
import org.junit.jupiter.api.Test;

/** A catalog that has views gets them with the tables, and they have the columns that the tables have. */
class KeptViewsTest {

    private final Lake lake = new Lake(
            Path.of("target", "lake", "views").toAbsolutePath().toString(),
            "shop",
            Map.of("catalog-impl", InMemoryCatalog.class.getName()),
            2);

    private View view(String name) {
        return ((ViewCatalog) lake.catalog()).loadView(TableIdentifier.of("shop", name));
    }

    @Test
    void aHistoryHasItsCurrentRowsAndItsVersions() {
        lake.bring(TestTables.people("people_history", KeepMode.HISTORY));
        assertThat(view("people_history_current").sqlFor("trino").sql())
                .isEqualTo("SELECT \"id\", \"name\", \"city\", \"effective_start_ts\", \"effective_end_ts\","
                        + " \"is_current\", \"op_type\", \"change_seq\" FROM \"people_history\""
                        + " WHERE effective_end_ts IS NULL");
        assertThat(view("people_history_versions").sqlFor("spark").sql())
                .contains("PARTITION BY `id` ORDER BY change_seq")
                .contains("AND lag(`name`) OVER (PARTITION BY `id` ORDER BY change_seq) IS NOT DISTINCT FROM `name`")
                .contains("hindsight_start AS `effective_start_ts`");
        TrinoGrammar.parse(view("people_history_current").sqlFor("trino").sql());
        TrinoGrammar.parse(view("people_history_versions").sqlFor("trino").sql());
    }

    @Test
    void aColumnThatTheTableGetsIsInTheViewsToo() {
        var people = TestTables.people("people", KeepMode.CURRENT);
        lake.bring(people.with(people.columns().subList(0, 2)));
        assertThat(view("people").schema().findField("city")).isNull();
        lake.bring(people);
        assertThat(view("people").schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "name", "commit_ts", "change_seq", "city");
        assertThat(view("people").sqlFor("trino").sql()).endsWith("FROM \"people_rows\" WHERE NOT is_deleted");
    }

    @Test
    void whatIsInTheWayOfAViewIsNoReasonToStop() {
        var people = TestTables.people("people", KeepMode.CURRENT);
        lake.bring(TestTables.people("other", KeepMode.CURRENT));
        lake.catalog()
                .createTable(
                        TableIdentifier.of(Namespace.of("shop"), "people"),
                        new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
        lake.bring(people);
        assertThat(lake.find(people.declaration())).isPresent();
    }
}
