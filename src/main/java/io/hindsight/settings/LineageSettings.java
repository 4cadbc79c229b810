package io.hindsight.settings;

import java.time.Duration;
import java.util.Map;

/**
 * Says whom the program tells what it makes of which table, as OpenLineage events.
 *
 * @param transport OpenLineage's own settings of one, by its names; nobody is told without a type
 * @param namespace of the jobs
 */
public record LineageSettings(Map<String, String> transport, String namespace, Duration every) {

    private static final String TRANSPORT = "hindsight.openlineage.transport.";

    static LineageSettings read(SettingsReader reader, String pipeline) {
        reader.heading("OpenLineage: where each table's columns come from, told to a catalog of data: docs/lineage.md");
        var transport = reader.about("How events are sent, by OpenLineage's own names: type (http, kafka, file,"
                        + " console), url, endpoint, auth.type, …; none are sent without a type. Secrets best by"
                        + " {{env:NAME}}")
                .all(TRANSPORT);
        var settings = new LineageSettings(
                transport,
                reader.about("The namespace of the jobs, one for each table and warehouse; the pipeline's name by"
                                + " default")
                        .text("hindsight.openlineage.namespace", pipeline),
                reader.about("How often is told how many changes were applied")
                        .duration("hindsight.openlineage.every", "1m"));
        if (!transport.isEmpty() && !settings.isOn()) {
            reader.wrong(TRANSPORT + "type", "is not set", "http");
        }
        if (settings.every.toMillis() < 100) {
            reader.wrong("hindsight.openlineage.every", "is less than 100ms", "1m");
        }
        return settings;
    }

    /** Whether anybody is told. */
    public boolean isOn() {
        return transport.containsKey("type");
    }

    /** What a transport logs in with is nobody's to read. */
    @Override
    public String toString() {
        return "OpenLineage " + transport.getOrDefault("type", "off");
    }
}
