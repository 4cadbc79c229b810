package io.hindsight.source.mysql.structure;

import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.charset.BinlogCharsetRegistry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Gives what Java has for the servers' character sets. */
public final class Encodings {

    private final BinlogCharsetRegistry registry;
    private final Catalog catalog;

    public Encodings(BinlogConnectorConfig config, Catalog catalog) {
        this.registry = config.getServiceRegistry().getService(BinlogCharsetRegistry.class);
        this.catalog = catalog;
    }

    /** Empty where Java has none. */
    Optional<Charset> of(String charset) {
        if (charset.startsWith("utf8")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return Optional.ofNullable(registry.getJavaEncodingForCharSet(charset))
                .filter(Charset::isSupported)
                .map(Charset::forName);
    }

    /** Gives the one of a collation, by its number in the binlog; UTF-8 where there is none. */
    public Charset ofCollation(int number) {
        return Optional.ofNullable(catalog.charset(number)).flatMap(this::of).orElse(StandardCharsets.UTF_8);
    }
}
