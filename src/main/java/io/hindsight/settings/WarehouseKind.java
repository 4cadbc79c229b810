package io.hindsight.settings;

import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.clickhouse.ClickHouse;
import io.hindsight.warehouse.iceberg.Iceberg;
import io.hindsight.warehouse.postgresql.PostgreSql;
import io.hindsight.warehouse.starrocks.StarRocks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Lists the engines that tables can be kept in; nothing else names them all. */
public enum WarehouseKind {
    CLICKHOUSE(layout -> new ClickHouse(), "jdbc:clickhouse:", "jdbc:ch:"),
    POSTGRESQL(layout -> new PostgreSql(), "jdbc:postgresql:"),
    STARROCKS(StarRocks::new, "jdbc:mysql:"),
    ICEBERG(layout -> new Iceberg(), "s3:", "file:");

    private final Function<Layout, Dialect> dialect;
    private final List<String> schemes;

    WarehouseKind(Function<Layout, Dialect> dialect, String... schemes) {
        this.dialect = dialect;
        this.schemes = List.of(schemes);
    }

    /** Guesses the kind by an address; empty where its scheme belongs to none. */
    public static Optional<WarehouseKind> ofUrl(String url) {
        return Arrays.stream(values())
                .filter(kind -> kind.schemes.stream().anyMatch(url::startsWith))
                .findFirst();
    }

    /** Gives what an engine of this kind speaks, its tables laid out so where one can choose. */
    public Dialect dialect(Layout layout) {
        return dialect.apply(layout);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
