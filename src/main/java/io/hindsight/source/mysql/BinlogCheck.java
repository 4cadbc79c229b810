package io.hindsight.source.mysql;

import io.hindsight.settings.SourceKind;
import io.hindsight.source.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether the server writes a binlog that holds every change, whole, and for long enough. */
final class BinlogCheck {

    private static final Duration LEAST_RETENTION = Duration.ofDays(1);

    private static final String FULL = "FULL";

    private static final String GTIDS = "gtid_executed";

    /** A server's identity and, from MySQL 8.3 on, a word behind it, before the numbers. */
    private static final Pattern TAG = Pattern.compile(":[A-Z_][A-Z_0-9]*:");

    private BinlogCheck() {}

    static List<Finding> run(Connection connection, SourceKind kind) throws SQLException {
        return of(variables(connection), kind);
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        var variables = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SHOW GLOBAL VARIABLES WHERE Variable_name LIKE 'binlog%' OR Variable_name IN ('log_bin', '"
                                + GTIDS + "')")) {
            while (rows.next()) {
                variables.put(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        rows.getString(2).toUpperCase(Locale.ROOT));
            }
        }
        return variables;
    }

    /** A variable that a server doesn't have can't be wrong there. */
    static List<Finding> of(Map<String, String> variables, SourceKind kind) {
        var set = setForGood(kind);
        var findings = new ArrayList<Finding>();
        if (!variables.getOrDefault("log_bin", "ON").equals("ON")) {
            findings.add(Finding.error("the server writes no binlog", "set log-bin in its my.cnf and restart it"));
        }
        expect(variables, "binlog_format", "ROW", set, findings);
        expect(variables, "binlog_row_image", FULL, set, findings);
        expect(variables, "binlog_transaction_compression", "OFF", set, findings);
        // MariaDB's kinds of events with compressed rows
        expect(variables, "log_bin_compress", "OFF", set, findings);
        // MariaDB from 11.4 on, by default, gives the changes of a transaction no positions of their own
        expect(variables, "binlog_legacy_event_pos", "ON", set, findings);
        if (variables.getOrDefault("binlog_row_value_options", "").contains("PARTIAL_JSON")) {
            findings.add(Finding.error(
                    "binlog_row_value_options is PARTIAL_JSON: changes of JSON columns are not whole",
                    set + " binlog_row_value_options = ''"));
        }
        var metadata = variables.getOrDefault("binlog_row_metadata", FULL);
        if (!metadata.equals(FULL)) {
            findings.add(Finding.warning(
                    "binlog_row_metadata is " + metadata + ": the binlog doesn't say what columns are called, nor which"
                            + " labels an ENUM has; a table that is altered while capture is behind may be held",
                    set + " binlog_row_metadata = FULL"));
        }
        if (TAG.matcher(variables.getOrDefault(GTIDS, "")).find()) {
            findings.add(Finding.error(
                    GTIDS + " has GTIDs with tags, which capture can't read",
                    "have clients set gtid_next to AUTOMATIC without a tag, reset the server's binlog and GTIDs, and"
                            + " let capture start over"));
        }
        // from MariaDB 12.3 on
        if (!variables.getOrDefault("binlog_storage_engine", "").isEmpty()) {
            findings.add(Finding.error(
                    "binlog_storage_engine is " + variables.get("binlog_storage_engine")
                            + ": capture reads a binlog in files",
                    "take it out of my.cnf and restart the server"));
        }
        var seconds = Long.parseLong(variables.getOrDefault("binlog_expire_logs_seconds", "0"));
        if (seconds > 0 && seconds < LEAST_RETENTION.toSeconds()) {
            findings.add(Finding.warning(
                    "the binlog is kept for " + seconds + " s only: capture that stands still for longer loses changes",
                    set + " binlog_expire_logs_seconds = 604800"));
        }
        return findings;
    }

    /** How an administrator changes a variable so that it stays: MariaDB forgets what is SET when it ends. */
    private static String setForGood(SourceKind kind) {
        return kind == SourceKind.MYSQL ? "SET PERSIST" : "write into my.cnf, and SET GLOBAL";
    }

    private static void expect(
            Map<String, String> variables, String name, String wanted, String set, List<Finding> findings) {
        var value = variables.getOrDefault(name, wanted);
        if (!value.equals(wanted)) {
            findings.add(Finding.error(
                    name + " is " + value + ", not " + wanted,
                    set + " " + name + " = " + wanted + "; sessions take it up when they connect anew"));
        }
    }
}
