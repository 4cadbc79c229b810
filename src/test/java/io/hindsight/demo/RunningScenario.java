package io.hindsight.demo;

import io.hindsight.testing.Http;
import io.hindsight.testing.Rows;
import io.hindsight.testing.RunningProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder of scenarios/, as it ships, on servers of its own. */
public final class RunningScenario implements AutoCloseable {

    private final Http http = Http.onFreePort();
    private final DemoServers servers;
    private final RunningProgram program;

    /** Starts it in the directory; the settings win over the scenario's. */
    public RunningScenario(String name, Path directory, Map<String, String> settings) throws Exception {
        var scenario = Scenario.find(name);
        servers = DemoServers.start(scenario.settings(), directory, System.out);
        try {
            var databases = new ScenarioDatabases(scenario, scenario.settings(), servers);
            var addresses = databases.addresses();
            databases.fillSource();
            databases.createTopics();
            databases.createDatabases();
            addresses.forEach(System::setProperty);
            try {
                databases.createTables(scenario.settings());
            } finally {
                addresses.keySet().forEach(System::clearProperty);
            }
            addresses.put("hindsight.http.port", String.valueOf(http.port()));
            addresses.putAll(settings);
            program = RunningProgram.start(scenario.directory(), directory, addresses, List.of());
        } catch (Exception failed) {
            servers.close();
            throw failed;
        }
    }

    public Http http() {
        return http;
    }

    /** Runs statements in the source. */
    void change(String... statements) {
        Rows.execute(servers.source(), servers.sourceDatabase(), statements);
    }

    @Override
    public void close() {
        program.close();
        servers.close();
    }
}
