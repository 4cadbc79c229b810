package io.hindsight.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.observe.Scrape;
import io.hindsight.observe.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight status}: how the running program is, as it says itself over HTTP. */
@Command(
        name = "status",
        description = "Shows how the running program is: capture, snapshot, lag by table and warehouse, problems.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is UP", "1:it is DOWN, or nothing answers", "2:the settings are wrong"})
public final class StatusCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Where it serves health and metrics; as the settings say by default.")
    private URI address;

    @Option(names = "--json", description = "For programs: everything, numbers unrounded, null where one isn't known.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var base = address == null ? address() : address;
        var command = spec.commandLine();
        try {
            var status =
                    Status.of(JSON.readTree(get(base, "/observe/health")), Scrape.of(get(base, "/observe/metrics")));
            command.getOut().println(json ? JSON.writeValueAsString(status) : StatusScreen.of(base, status));
            return status.status().equals("UP") ? 0 : ExitCodes.FAILED;
        } catch (JsonProcessingException somethingElse) {
            command.getErr().println("what answers at " + base + " isn't Hindsight; --address says where it is");
        } catch (IOException | IllegalArgumentException silent) {
            command.getErr()
                    .println("nothing answers at " + base + " ("
                            + silent.getClass().getSimpleName()
                            + "): start it with 'hindsight run', or say with --address where it is");
        }
        return ExitCodes.FAILED;
    }

    /** What listens at all addresses is asked at this machine's own. */
    private URI address() {
        var http = options.read().http();
        var host = http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host();
        return URI.create("http://" + host + ":" + http.port());
    }

    private static String get(URI base, String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .build()
                .send(request, BodyHandlers.ofString())
                .body();
    }
}
