package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The program, as one process and at times as two, which reaches all servers by their proxies. */
final class Instances implements AutoCloseable {

    private final String name;
    private final SourceKind kind;
    private final Machines machines;
    private final List<AuditedTable> tables;
    private final Path directory;
    private final PipelineProcess first;

    private Instances(SourceKind kind, String name, Machines machines, List<AuditedTable> tables, Path directory) {
        this.kind = kind;
        this.name = name;
        this.machines = machines;
        this.tables = tables;
        this.directory = directory;
        this.first = PipelineProcess.start(directory.resolve("one"), settings("one", 1));
    }

    /** Starts the first; tables and databases of that name exist. */
    static Instances start(SourceKind kind, String name, Machines machines, List<AuditedTable> tables, Path directory) {
        return new Instances(kind, name, machines, tables, directory);
    }

    List<AuditedTable> tables() {
        return tables;
    }

    PipelineProcess first() {
        return first;
    }

    /** Starts a second one; closing kills it. */
    PipelineProcess second() {
        return PipelineProcess.start(directory.resolve("two"), settings("two", 1));
    }

    /** The settings of an instance that does, or doesn't, make heartbeats on a PostgreSQL. */
    Map<String, String> settings(boolean heartbeats) {
        var settings = settings("one", 1);
        if (!heartbeats) {
            settings.put(Pipeline.CAPTURE_ROUTE, "file:" + CaptureWithoutHeartbeats.in(directory));
        }
        return settings;
    }

    /** The settings of an instance with so many consumers of each topic in each route. */
    Map<String, String> settings(String instance, int consumers) {
        var settings = new TreeMap<String, String>();
        settings.put("camel.component.kafka.consumers-count", String.valueOf(consumers));
        settings.put("hindsight.name", name);
        settings.put("hindsight.instance", instance);
        var source = machines.source();
        settings.put("hindsight.source.kind", kind.name().toLowerCase(Locale.ROOT));
        if (kind == SourceKind.POSTGRESQL) {
            settings.put("hindsight.source.database", name);
        }
        settings.put("hindsight.source.hostname", Server.HOST);
        settings.put(
                "hindsight.source.port", String.valueOf(machines.proxyOfSource().port()));
        settings.put("hindsight.source.username", source.username());
        settings.put("hindsight.source.password", source.password());
        settings.put("hindsight.kafka.brokers", machines.bootstrapServers());
        settings.put(
                "hindsight.kafka.replication-factor",
                String.valueOf(machines.brokers().size()));
        machines.warehouses().forEach((warehouse, server) -> {
            var prefix = "hindsight.warehouse." + warehouse + ".";
            settings.put(prefix + "url", machines.jdbcUrl(server, name));
            settings.put(prefix + "username", server.username());
            settings.put(prefix + "password", server.password());
            settings.put(prefix + "batch-size", "500");
        });
        machines.lake().ifPresent(lake -> settings.putAll(lake.settings()));
        for (var table : tables) {
            declare(settings, table, table.declared(), "history");
            declare(settings, table, table.current(), "current");
        }
        return settings;
    }

    private void declare(Map<String, String> settings, AuditedTable table, String declared, String keep) {
        var prefix = "hindsight.table." + declared + ".";
        settings.put(prefix + "source", (kind == SourceKind.POSTGRESQL ? "public" : name) + "." + table.name());
        settings.put(prefix + "keep", keep);
        settings.put(prefix + "topic", name + "." + table.declared());
    }

    @Override
    public void close() {
        first.close();
    }
}
