package io.hindsight.source.postgresql.check;

import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the server writes a log that can be decoded, keeps it for capture, and doesn't fill its disk with it. */
final class WalCheck {

    private static final int FIRST = 14;
    private static final int LAST = 18;

    private static final String FACTS =
            """
            SELECT name, setting FROM pg_settings WHERE name IN ('wal_level', 'server_version_num', 'server_encoding',
              'synchronized_standby_slots', 'max_slot_wal_keep_size', 'idle_replication_slot_timeout', 'max_replication_slots', 'max_wal_senders')
            UNION ALL SELECT 'slots', count(*)::text FROM pg_replication_slots
            UNION ALL SELECT 'senders', count(*)::text FROM pg_stat_replication
            UNION ALL SELECT 'standby', pg_is_in_recovery()::text
            UNION ALL SELECT 'standbys', count(*)::text FROM pg_replication_slots WHERE slot_type = 'physical'
            UNION ALL SELECT 'failover', to_jsonb(s) ->> 'failover' FROM pg_replication_slots s WHERE slot_name = ?
            UNION ALL SELECT 'own', wal_status FROM pg_replication_slots WHERE slot_name = ?
            """;

    private WalCheck() {}

    static List<Finding> run(Connection connection, SourceSettings source) throws SQLException {
        try (var statement = connection.prepareStatement(FACTS)) {
            statement.setString(1, source.slot());
            statement.setString(2, source.slot());
            try (var rows = statement.executeQuery()) {
                var facts = new TreeMap<String, String>();
                while (rows.next()) {
                    facts.put(rows.getString(1), rows.getString(2));
                }
                var findings = of(facts);
                if (source.failoverSlot()) {
                    failover(facts, source.slot(), findings);
                }
                return findings;
            }
        }
    }

    /** @param facts the server's settings by their names, and what else was asked */
    static List<Finding> of(Map<String, String> facts) {
        var findings = new ArrayList<Finding>();
        var version = number(facts, "server_version_num", FIRST * 10_000) / 10_000;
        if (version < FIRST) {
            findings.add(Finding.error(
                    "the server is PostgreSQL " + version + ", and capture needs " + FIRST + " to " + LAST,
                    "upgrade the server"));
        } else if (version > LAST) {
            findings.add(Finding.warning(
                    "the server is PostgreSQL " + version + ", which capture hasn't been tried with",
                    "use " + FIRST + " to " + LAST + ", or try it out first"));
        }
        if (!facts.getOrDefault("wal_level", "logical").equals("logical")) {
            findings.add(Finding.error(
                    "wal_level is " + facts.get("wal_level") + ": the log has no rows that can be read",
                    "ALTER SYSTEM SET wal_level = logical, and restart the server"));
        }
        if (facts.getOrDefault("standby", "false").equals("true")) {
            findings.add(
                    Finding.error("the server is a standby", "capture from the primary: hindsight.source.hostname"));
        }
        if (!facts.getOrDefault("server_encoding", "UTF8").equals("UTF8")) {
            findings.add(Finding.error(
                    "the database is in " + facts.get("server_encoding") + ", not in UTF8",
                    "move it to a database that is made with ENCODING 'UTF8'"));
        }
        if (!facts.containsKey("own")) {
            room(facts, "slots", "max_replication_slots", findings);
        }
        room(facts, "senders", "max_wal_senders", findings);
        if (facts.getOrDefault("own", "reserved").equals("unreserved")) {
            findings.add(Finding.warning(
                    "the slot keeps more of the log than max_slot_wal_keep_size: it is about to be lost",
                    "start capture, or raise that limit"));
        }
        limits(facts, findings);
        return findings;
    }

    private static void room(Map<String, String> facts, String used, String most, List<Finding> findings) {
        if (number(facts, used, 0) >= number(facts, most, Integer.MAX_VALUE)) {
            findings.add(Finding.error(
                    "all " + facts.get(most) + " of " + most + " are in use",
                    "raise " + most + " and restart the server, or end one that nobody needs"));
        }
    }

    private static void limits(Map<String, String> facts, List<Finding> findings) {
        if (number(facts, "max_slot_wal_keep_size", 0) < 0) {
            findings.add(Finding.warning(
                    "max_slot_wal_keep_size is -1: while capture stands still the server keeps its log until its disk"
                            + " is full",
                    "ALTER SYSTEM SET max_slot_wal_keep_size to what the disk has room for, and reload"));
        }
        var idle = number(facts, "idle_replication_slot_timeout", 0);
        if (idle > 0) {
            findings.add(Finding.warning(
                    "idle_replication_slot_timeout is " + idle
                            + " s: capture that stands still for longer loses changes",
                    "ALTER SYSTEM SET idle_replication_slot_timeout = 0, or to more than the longest outage"));
        }
    }

    /** What is to be so that capture can go on from a standby when that is promoted; before version 17 it can't. */
    static void failover(Map<String, String> facts, String slot, List<Finding> findings) {
        if ("false".equals(facts.get("failover"))) {
            findings.add(Finding.warning(
                    "the slot " + slot + " isn't one that a standby can have: after a promotion capture starts over",
                    "restart capture, which alters it; or set hindsight.source.failover-slot=false where there is no"
                            + " standby"));
        }
        if (number(facts, "standbys", 0) > 0
                && facts.getOrDefault("synchronized_standby_slots", "-").isEmpty()) {
            findings.add(Finding.warning(
                    "synchronized_standby_slots is empty: capture may read what a standby hasn't got yet, and then"
                            + " starts over after its promotion",
                    "ALTER SYSTEM SET synchronized_standby_slots to the standby's own slot, and reload; on the standby"
                            + " sync_replication_slots = on, hot_standby_feedback = on and primary_conninfo with"
                            + " dbname"));
        }
    }

    private static int number(Map<String, String> facts, String name, int absent) {
        return facts.containsKey(name) ? Integer.parseInt(facts.get(name)) : absent;
    }
}
