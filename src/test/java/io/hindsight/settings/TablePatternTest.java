package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.table.KeepMode;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tables a pattern means, and what is declared of them. */
class TablePatternTest {

    private final Map<String, String> properties = new TreeMap<>(Map.of(
            "hindsight.source.username", "hindsight",
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
            "hindsight.tables.shop.source", "shop.*"));

    private KnownTables found(String... tables) {
        var declared = Settings.of(properties).declared();
        for (var table : tables) {
            declared.add(SourceKind.MYSQL.tableName("", table));
        }
        return declared;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    shop.*            ; audit_*        ; shop.orders      ; true
                    shop.*            ; audit_*        ; shop.audit_log   ; false
                    shop.*            ; audit_*        ; shop2.orders     ; false
                    shop.*            ; audit_*        ; SHOP.orders      ; false
                    shop.*            ; crm.audit_*    ; shop.audit_log   ; true
                    shop.*            ; shop.audit_*   ; shop.audit_log   ; false
                    *.orders          ; crm.*          ; shop.orders      ; true
                    *.orders          ; crm.*          ; crm.orders       ; false
                    shop.order*, crm.*; orders_old     ; shop.orders_old  ; false
                    shop.order*, crm.*; orders_old     ; shop.orders_older; true
                    shop.a+b (c)*     ; none           ; shop.a+b (c), d  ; true
                    shop.*            ; none           ; shop.a.b         ; true
                    shop.*            ; ''             ; shop._orders_gho ; false
                    """)
    void aStarIsAnySigns(String source, String exclude, String table, boolean fits) {
        properties.put("hindsight.tables.shop.source", source);
        properties.put("hindsight.tables.shop.exclude", exclude);
        assertThat(found().isNew(SourceKind.MYSQL.tableName("", table))).isEqualTo(fits);
    }

    @Test
    void aTableHasWhatIsSetForItAndElseWhatIsSetForAll() {
        properties.put("hindsight.tables.shop.keep", "current");
        properties.put("hindsight.table.orders.keep", "history");
        properties.put("hindsight.table.orders.target", "all_orders");
        assertThat(found("shop.orders", "shop.items", "shop.a-b c").all())
                .extracting(TableDeclaration::name, TableDeclaration::target, TableDeclaration::keep)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("orders", "all_orders", KeepMode.HISTORY),
                        org.assertj.core.groups.Tuple.tuple("items", "items", KeepMode.CURRENT),
                        org.assertj.core.groups.Tuple.tuple("a-b_c", "a-b_c", KeepMode.CURRENT));
    }

    @Test
    void aTableWithALineOfItsOwnIsNotDeclaredTwice() {
        properties.put("hindsight.table.purchases.source", "shop.orders");
        var declared = found("shop.orders", "shop.items");
        assertThat(declared.all()).extracting(TableDeclaration::name).containsExactly("purchases", "items");
        assertThat(declared.found()).extracting(TableDeclaration::name).containsExactly("items");
        assertThat(declared.refused()).isEmpty();
    }

    @Test
    void oneThatWouldBeCalledAsAnotherIsRefusedWithTheCure() {
        properties.put("hindsight.tables.shop.source", "shop.*, crm.*");
        var declared = found("shop.orders", "crm.orders", "crm.people");
        assertThat(declared.all()).extracting(TableDeclaration::name).containsExactly("orders", "people");
        assertThat(declared.refused())
                .containsOnlyKeys(new TableName("crm", "orders"))
                .hasEntrySatisfying(new TableName("crm", "orders"), why -> assertThat(why)
                        .contains("called orders, as shop.orders is", "hindsight.tables.shop.name={database}_{table}"));
        properties.put("hindsight.tables.shop.name", "{database}_{table}");
        assertThat(found("shop.orders", "crm.orders").all())
                .extracting(TableDeclaration::name)
                .containsExactly("shop_orders", "crm_orders");
    }

    @Test
    void oneWhoseViewsWouldBeAnothersIsRefused() {
        var declared = found("shop.orders", "shop.orders_current");
        assertThat(declared.refused().values())
                .singleElement()
                .asString()
                .contains("orders_current in dw is hindsight.table.orders's already");
    }

    @Test
    void theTableThatCaptureIsAskedThroughIsNobodys() {
        properties.put("hindsight.source.signal-table", "shop.signals");
        assertThat(found("shop.signals").all()).isEmpty();
    }

    @Test
    void aSchemaOfAPostgreSqlHasTablesOfThreeParts() {
        properties.put("hindsight.source.kind", "postgresql");
        properties.put("hindsight.source.database", "app");
        properties.put("hindsight.tables.shop.name", "{schema}_{table}");
        var declared = Settings.of(properties).declared();
        declared.add(new TableName("app", "shop", "orders"));
        declared.add(new TableName("app", "public", "orders"));
        assertThat(declared.all()).singleElement().satisfies(table -> {
            assertThat(table.name()).isEqualTo("shop_orders");
            assertThat(table.source()).isEqualTo(new TableName("app", "shop", "orders"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "hindsight.tables.shop.source, shop",
        "hindsight.tables.shop.source, ''",
        "hindsight.tables.shop.name, all",
        "hindsight.tables.shop.keep, all",
        "hindsight.tables.shop.warehouses, other",
        "hindsight.tables.shop.sorce, shop.*",
        "hindsight.table.orders.keep, all"
    })
    void whatIsWrongIsSaidAtTheStart(String key, String value) {
        properties.put(key, value);
        assertThatThrownBy(() -> Settings.of(properties))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(key);
    }
}
