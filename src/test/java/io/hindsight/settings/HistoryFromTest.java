package io.hindsight.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where histories can't begin is said with the setting that cures it. */
class HistoryFromTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "hindsight.name", "shop",
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.source.username", "hindsight",
            "hindsight.kafka.brokers", "127.0.0.1:9092",
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
            "hindsight.table.orders.source", "shop.orders"));

    @Test
    void inTheLogOrAtAMoment() {
        settings.put("hindsight.source.history-from", "log");
        assertThat(begins().isInLog()).isTrue();
        settings.put("hindsight.table.orders.history-from", "2026-03-01T08:00:00Z");
        assertThat(begins().since()).contains(Instant.parse("2026-03-01T08:00:00Z"));
        settings.put("hindsight.table.orders.history-from", "snapshot");
        assertThat(begins().isInLog()).isFalse();
    }

    private io.hindsight.table.HistoryFrom begins() {
        return Settings.of(settings).tables().get(0).historyFrom();
    }

    @Test
    void atNoMoment() {
        isRefused("yesterday", "neither snapshot nor log, nor a moment");
        isRefused("2026-03-01 08:00:00", "neither snapshot nor log, nor a moment");
        isRefused("2999-01-01T00:00:00Z", "2999-01-01T00:00:00Z is yet to come");
    }

    @Test
    void ofASourceThatKeepsNoSuchLog() {
        settings.put("hindsight.source.kind", "postgresql");
        settings.put("hindsight.source.database", "shop");
        settings.put("hindsight.table.orders.source", "public.orders");
        isRefused("log", "a PostgreSQL keeps no log of what has been");
        isRefused("2026-03-01T08:00:00Z", "a PostgreSQL keeps no log of what has been");
    }

    @Test
    void inALake() {
        settings.put("hindsight.warehouse.dw.url", "file:/tmp/dw");
        isRefused("log", "a history in the lake 'dw' begins with the snapshot");
    }

    private void isRefused(String from, String words) {
        for (var key : new String[] {"hindsight.source.history-from", "hindsight.table.orders.history-from"}) {
            var wrong = new HashMap<>(settings);
            wrong.put(key, from);
            assertThatThrownBy(() -> Settings.of(wrong))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining(words);
        }
    }
}
