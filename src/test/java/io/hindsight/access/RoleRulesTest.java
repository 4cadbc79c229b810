package io.hindsight.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.TestTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is printed where no server is asked; PostgreSQL, ClickHouse and Kafka take theirs in RightsIT. */
class RoleRulesTest {

    private static final String ROLE = "hindsight.role.support.";

    private static Settings settings(Map<String, String> roles) {
        var settings = new HashMap<>(roles);
        settings.put("hindsight.source.username", "me");
        settings.put("hindsight.source.password", "secret");
        settings.put("hindsight.table.people.source", "shop.people");
        settings.put("hindsight.table.towns.source", "shop.towns");
        settings.put("hindsight.warehouse.dw.url", "jdbc:postgresql://localhost/dw?currentSchema=marts");
        settings.put("hindsight.warehouse.lake.url", "file:/lake");
        settings.put("hindsight.warehouse.lake.namespace", "Shop.eu");
        return Settings.of(settings);
    }

    @Test
    void aTableIsAGroupsInTrino() throws Exception {
        var settings = settings(Map.of(
                ROLE + "tables", "people",
                ROLE + "mask", "people.name:truncate(1), people.city:drop, people.id:redact",
                ROLE + "rows.people", "city = 'Bonn'"));
        var table = TestTables.people("people", KeepMode.HISTORY);
        var rules = new ObjectMapper()
                .readTree(new TrinoRules(settings.warehouse("lake"), "ice.1").json(settings.roles(), List.of(table)));
        assertThat(rules.toString())
                .isEqualTo(
                        """
                {"catalogs":[{"group":"support","catalog":"ice\\\\.1","allow":"read-only"}],\
                "schemas":[{"group":"support","catalog":"ice\\\\.1","owner":false,"schema":"shop\\\\.eu"}],\
                "tables":[{"group":"support","catalog":"ice\\\\.1","schema":"shop\\\\.eu",\
                "table":"people|people_current|people_versions","privileges":["SELECT"],\
                "columns":[{"name":"id","mask":"NULL"},\
                {"name":"name","mask":"substring(\\"name\\", 1, 1)"},{"name":"city","allow":false}],\
                "filter":"city = 'Bonn'"}]}""");
    }

    @Test
    void aConditionIsOneWhateverIsInIt() {
        var settings = settings(
                Map.of(ROLE + "tables", "people", ROLE + "rows.people", "city = 'Bonn' OR city = 'Köln $1 ${x}'"));
        var script = new RoleStatements(
                        settings.warehouse("dw"), settings.roles().get(0))
                .script(List.of(TestTables.people("people", KeepMode.CURRENT)));
        assertThat(script)
                .contains("(SELECT * FROM \"marts\".\"people\" WHERE city = 'Bonn' OR city = 'Köln $1 ${x}')")
                .contains("FOR SELECT TO \"support\" USING (city = 'Bonn' OR city = 'Köln $1 ${x}')");
    }

    @Test
    void topicsAreReadByUsers() {
        var settings = settings(Map.of(ROLE + "tables", "people, towns", ROLE + "kafka", "anna, o'neill"));
        assertThat(new Access(settings).kafka().lines())
                .containsExactly(
                        "kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:anna --allow-principal"
                                + " 'User:o'\\''neill' --operation Read --topic hindsight.shop.people",
                        "kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:anna --allow-principal"
                                + " 'User:o'\\''neill' --operation Read --topic hindsight.shop.towns",
                        "kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:anna --allow-principal"
                                + " 'User:o'\\''neill' --operation Read --group support --resource-pattern-type prefixed");
    }

    @Test
    void whatDoesNotFitIsSaidWithItsCure() {
        refused(Map.of("hindsight.role.marts.tables", "people"), "that of warehouse dw is called so");
        refused(Map.of(ROLE + "tables", "peple"), "'peple' is none of its tables", "people, towns");
        refused(Map.of(ROLE + "mask", "people.name:drop"), ROLE + "tables: is not set");
        refused(Map.of(ROLE + "tables", "people", ROLE + "mask", "people.name:hash"), "'people.name:hash' is no mask");
        refused(Map.of(ROLE + "tables", "people", ROLE + "mask", "name:drop"), "'name:drop' is no mask");
        refused(Map.of(ROLE + "tables", "people", ROLE + "mask", "towns.name:drop"), "'towns' is none of its tables");
        refused(Map.of(ROLE + "tables", "people", ROLE + "rows.towns", "1 = 1"), "'towns' is none of its tables");
        refused(
                Map.of(ROLE + "tables", "people", ROLE + "rows.people", "id > 1", ROLE + "kafka", "anna"),
                "a topic has all columns and rows");
        refused(Map.of(ROLE + "table", "people"), "did you mean " + ROLE + "tables");
    }

    @Test
    void aMaskIsOfAColumnThatIsKept() {
        var table = TestTables.people("people", KeepMode.HISTORY);
        for (var mask : List.of("people.nme:drop", "people.id:truncate(1)")) {
            var settings = settings(Map.of(ROLE + "tables", "people", ROLE + "mask", mask));
            assertThatThrownBy(() -> RoleTable.of(settings.roles().get(0), List.of(table)))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining(mask.split(":")[0]);
        }
    }

    private static void refused(Map<String, String> roles, String... words) {
        assertThatThrownBy(() -> settings(roles))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll(words);
    }
}
