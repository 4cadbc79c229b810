package io.hindsight.clients;

import static java.util.Map.entry;

import io.hindsight.testing.Directories;
import io.hindsight.testing.Http;
import io.hindsight.testing.TestServers;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools themselves, in a virtual environment of Python's beside the servers; each must end well. */
final class Tools {

    private static final Path FILES = Path.of("src/test/clients");
    private static final Path HOME = Path.of("target", "clients");
    private static final String PROMTOOL = "promtool";

    /** The exit code of promtool that says how names should be. */
    private static final int ADVICE = 3;

    private final Map<String, String> environment;
    private final Http http;

    /** @param database in both warehouses */
    Tools(String database, Http http) {
        this.http = http;
        this.environment = Map.ofEntries(
                entry("DATABASE", database),
                entry("KAFKA_BROKERS", TestServers.kafka().bootstrapServers()),
                entry("REGISTRY_URL", TestServers.registry().url()),
                entry("POSTGRES_HOST", TestServers.postgres().host()),
                entry("POSTGRES_PORT", String.valueOf(TestServers.postgres().port())),
                entry("POSTGRES_USER", TestServers.postgres().username()),
                entry("POSTGRES_PASSWORD", TestServers.postgres().password()),
                entry("CLICKHOUSE_HOST", TestServers.clickHouse().host()),
                entry("CLICKHOUSE_PORT", String.valueOf(TestServers.clickHouse().port())),
                entry("DBT_PROFILES_DIR", FILES.resolve("dbt").toAbsolutePath().toString()),
                entry("DBT_SEND_ANONYMOUS_USAGE_STATS", "false"));
    }

    /** What it advises of names is heeded for the program's own figures; Camel and Java have theirs. */
    void promtool() throws Exception {
        need(PROMTOOL, "prometheus");
        run(List.of(PROMTOOL, "check", "rules", "observability/alerts.yml"));
        var all = http.get("/observe/metrics");
        var own = all.lines()
                .filter(line -> line.matches("(# \\w+ )?hindsight_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        run(List.of(PROMTOOL, "check", "metrics"), own, Set.of(0));
        run(List.of(PROMTOOL, "check", "metrics"), all, Set.of(0, ADVICE));
    }

    void openapi() throws Exception {
        var description = Files.createDirectories(HOME).resolve("openapi.json");
        Files.writeString(description, http.get("/api/openapi"));
        python("-m", "openapi_spec_validator", description.toString());
    }

    void schemathesis() throws Exception {
        run(List.of(
                bin("schemathesis"),
                "--config-file",
                FILES.resolve("schemathesis.toml").toString(),
                "run",
                http.uri("/api/openapi").toString()));
    }

    void python(String... arguments) throws Exception {
        run(Stream.concat(Stream.of(bin("python")), Stream.of(arguments)).toList());
    }

    /** In an environment of its own: it needs older libraries than others. */
    void superset() throws Exception {
        run(List.of(
                bin("superset", "requirements-superset.txt", "python"),
                FILES.resolve("ask_by_superset.py").toString()));
    }

    void dbt(String command, String target, String... more) throws Exception {
        dbt(FILES.resolve("dbt"), command, target, more);
    }

    /** The same of another project. */
    void dbt(Path project, String command, String target, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of(
                bin("dbt"),
                "--quiet",
                command,
                "--target",
                target,
                "--project-dir",
                project.toString(),
                "--target-path",
                HOME.resolve("dbt-" + target + "-" + project.getFileName())
                        .toAbsolutePath()
                        .toString(),
                "--log-path",
                HOME.resolve("dbt-logs").toAbsolutePath().toString()));
        arguments.addAll(List.of(more));
        run(arguments);
    }

    /** A project of dbt's without models; gives its folder. */
    static Path emptyProject(String name) throws IOException {
        var project = HOME.resolve(name);
        Directories.delete(project);
        Files.createDirectories(project.resolve("models"));
        Files.copy(FILES.resolve("dbt/dbt_project.yml"), project.resolve("dbt_project.yml"));
        return project;
    }

    private String bin(String name) throws Exception {
        return bin("venv", "requirements.txt", name);
    }

    private String bin(String directory, String requirements, String name) throws Exception {
        var home = HOME.resolve(directory);
        var installed = home.resolve(requirements);
        var wanted = Files.readString(FILES.resolve(requirements));
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            need("python3", "python3-venv");
            Files.createDirectories(HOME);
            run(List.of("python3", "-m", "venv", home.toString()));
            run(List.of(
                    home.resolve("bin/pip").toString(),
                    "install",
                    "--quiet",
                    "-r",
                    FILES.resolve(requirements).toString()));
            Files.writeString(installed, wanted);
        }
        return home.resolve("bin").resolve(name).toAbsolutePath().toString();
    }

    private static void need(String command, String debianPackage) {
        if (Stream.of(System.getenv("PATH").split(":")).noneMatch(folder -> Files.exists(Path.of(folder, command)))) {
            throw new IllegalStateException(
                    command + " is missing; on Debian and Ubuntu: apt-get install " + debianPackage);
        }
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        run(command, "", Set.of(0));
    }

    private void run(List<String> command, String input, Set<Integer> well) throws IOException, InterruptedException {
        System.out.println("> " + String.join(" ", command));
        var process =
                new ProcessBuilder(command).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
        process.environment().putAll(environment);
        var started = process.start();
        try (var in = started.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var code = started.waitFor();
        if (!well.contains(code)) {
            throw new IllegalStateException(command.get(0) + " ended with " + code);
        }
    }
}
