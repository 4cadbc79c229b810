package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hindsight.settings.Settings;
import io.hindsight.source.Comments;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.TestTables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written for dbt; whether dbt takes it, {@code ./hindsight clients dbt} tries. */
class DbtFilesTest {

    @Test
    void tablesHaveWhatTheSourceSaysOfThem() throws Exception {
        var table = TestTables.texts("people", KeepMode.HISTORY, List.of("note"));
        var said = new Comments();
        said.say(Comments.TABLE, "Who: \"us\" {{ and }} 'them'");
        said.say("note", "# what else");
        var yaml = new YAMLMapper()
                .readTree(files("jdbc:postgresql://localhost/dw")
                        .sources(List.of(table), Map.of(table.declaration().source(), said)));
        assertThat(yaml.at("/sources/0/name").asText()).isEqualTo("shop");
        assertThat(yaml.at("/sources/0/tables"))
                .extracting(each -> each.path("name").asText())
                .containsExactly("people", "people_current", "people_versions");
        assertThat(yaml.at("/sources/0/tables/2/description").asText())
                .contains("Who: \"us\" (( and )) 'them'")
                .contains(table.declaration().source().toString());
        assertThat(yaml.at("/sources/0/tables/0/columns"))
                .anySatisfy(column ->
                        assertThat(column.path("description").asText()).isEqualTo("# what else"));
        assertThat(yaml.at("/models/0/name").asText()).isEqualTo("people_snapshot");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "jdbc:postgresql://localhost:5432/dw?sslmode=disable ; public ; concat(CAST(\"id\" AS text), '|', CAST(change_seq AS text))",
                "jdbc:postgresql://localhost/dw?currentSchema=marts ; marts ; concat(CAST(\"id\" AS text), '|', CAST(change_seq AS text))",
                "jdbc:clickhouse://localhost:8123/dw ; dw ; concat(CAST(`id` AS String), '|', CAST(change_seq AS String))",
                "jdbc:clickhouse:http://localhost:8123/dw?x=/y ; dw ; concat(CAST(`id` AS String), '|', CAST(change_seq AS String))",
                "jdbc:mysql://localhost:9030/dw ; dw ; concat(CAST(`id` AS varchar(65533)), '|', CAST(change_seq AS varchar(65533)))"
            })
    void eachWarehouseIsSpokenToInItsWords(String url, String schema, String id) throws Exception {
        var table = TestTables.texts("people", KeepMode.HISTORY, List.of("note"));
        var files = files(url);
        assertThat(new YAMLMapper()
                        .readTree(files.sources(List.of(table), Map.of()))
                        .at("/sources/0/schema")
                        .asText())
                .isEqualTo(schema);
        assertThat(files.snapshot(table))
                .contains(id + " AS dbt_scd_id", "FROM {{ source('shop', 'people_versions') }}");
    }

    private static DbtFiles files(String url) {
        var settings = Settings.of(Map.of(
                "hindsight.name", "shop",
                "hindsight.source.password", "secret",
                "hindsight.warehouse.dw.url", url,
                "hindsight.table.people.source", "shop.people"));
        return new DbtFiles(settings.name(), settings.warehouse("dw"));
    }
}
