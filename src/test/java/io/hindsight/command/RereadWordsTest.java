package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with a span's words is said in a line, before any server is asked. */
class RereadWordsTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "hindsight.name", "shop",
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.source.username", "someone",
            "hindsight.source.password", "x",
            "hindsight.kafka.brokers", "127.0.0.1:1",
            "hindsight.warehouse.postgres.url", "jdbc:postgresql://127.0.0.1:1/shop",
            "hindsight.warehouse.postgres.username", "someone",
            "hindsight.warehouse.postgres.password", "x",
            "hindsight.table.orders.source", "shop.orders"));

    @Test
    void aTableThatNobodyHasDeclared() {
        isRefused("no table is declared as 'nothing'; write orders", "nothing");
        isRefused("no table is declared as 'nothing'; write orders", "--pause", "nothing");
    }

    @Test
    void momentsThatAreNone() {
        isRefused("--since: 'yesterday' is no moment; write for example 2026-", "orders", "--since", "yesterday");
        isRefused("--since: '' is no moment", "orders", "--since", "");
        isRefused("--since: '2026-02-30T00:00:00Z' is no moment", "orders", "--since", "2026-02-30T00:00:00Z");
        isRefused("--until: 'binlog' is no moment", "orders", "--until", "binlog");
    }

    @Test
    void momentsThatAreYetToCome() {
        isRefused("--since: 2999-01-01T00:00:00Z is yet to come", "orders", "--since", "2999-01-01T00:00:00Z");
        isRefused("--until: 2999-01-01 00:00:00 is yet to come", "orders", "--until", "2999-01-01 00:00:00");
    }

    @Test
    void placesThatAreNone() {
        isRefused("--from: 'somewhere' is no place in the source's log, as FILE:POSITION", "--from", "somewhere");
        isRefused("--from: 'binlog.000001:-4' is no place", "orders", "--from", "binlog.000001:-4");
        isRefused("--from: '../binlog.000001:4' is no place", "orders", "--from", "../binlog.000001:4");
        isRefused("--from: 'binlog.000001' is no place", "orders", "--from", "binlog.000001");
    }

    @Test
    void aSpanOfWhatHasBeenAskedFor() {
        isRefused("--pause, --go-on and --end are of what has been asked for", "--pause", "--dry-run", "orders");
        isRefused("give tables, and no span", "--end", "--since", "2026-01-01T00:00:00Z", "orders");
        isRefused("mutually exclusive", "--pause", "--end", "orders");
    }

    @Test
    void twoBeginnings() {
        isRefused("mutually exclusive", "orders", "--since", "2026-01-01T00:00:00Z", "--from", "binlog.000001:4");
        isRefused("--until", "orders", "--until", "2026-01-01T00:00:00Z", "--until", "2026-02-01T00:00:00Z");
    }

    @Test
    void aSourceThatKeepsNoSuchLog() {
        settings.put("hindsight.source.kind", "postgresql");
        settings.put("hindsight.source.database", "shop");
        settings.put("hindsight.table.orders.source", "public.orders");
        isRefused("keeps nothing of its log that has been read: hindsight snapshot", "orders");
        isRefused("keeps nothing of its log that has been read", "orders", "--since", "2026-01-01T00:00:00Z");
        isRefused("keeps nothing of its log that has been read", "--dry-run");
    }

    private void isRefused(String words, String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "reread";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var refused = Commands.run(settings, all);
        assertThat(refused.output()).contains(words);
        assertThat(refused.output().strip().lines()).hasSize(1);
        assertThat(refused.exitCode()).isEqualTo(2);
    }
}
