package io.hindsight.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.observe.Scrape;
import io.hindsight.observe.Status;
import io.hindsight.settings.InvalidSettingsException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight status}: shows how the running program is, as it says itself over HTTP. */
@Command(
        name = "status",
        description = "Shows how the running program is: capture, snapshot, lag by table and warehouse, problems.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is UP", "1:it is DOWN, or nothing answers", "2:the settings are wrong"})
public final class StatusCommand implements Callable<Integer> {

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
        var program = program();
        var command = spec.commandLine();
        try {
            var metrics = Scrape.of(program.get("/observe/metrics"));
            var other = address == null ? program.other(options.read().name(), metrics) : Optional.<String>empty();
            if (other.isPresent()) {
                command.getErr()
                        .println("what answers at " + program + " is pipeline " + other.get() + ", not "
                                + options.read().name()
                                + ": give each its own hindsight.http.port, or say with --address where this one is");
                return ExitCodes.FAILED;
            }
            var status = Status.of(JSON.readTree(program.get("/observe/health")), metrics);
            command.getOut()
                    .println(json ? JSON.writeValueAsString(status) : StatusScreen.of(program.address(), status));
            return status.status().equals("UP") ? 0 : ExitCodes.FAILED;
        } catch (JsonProcessingException somethingElse) {
            command.getErr().println("what answers at " + program + " isn't Hindsight; --address says where it is");
        } catch (InvalidSettingsException otherLogin) {
            throw otherLogin;
        } catch (IOException | IllegalArgumentException silent) {
            command.getErr()
                    .println("nothing answers at " + program + " ("
                            + silent.getClass().getSimpleName()
                            + "): start it with 'hindsight run', or say with --address where it is");
        }
        return ExitCodes.FAILED;
    }

    /** One at another address has the login of the settings, if there are settings. */
    private RunningProgram program() {
        try {
            var ofSettings = RunningProgram.of(options.read().http());
            return address == null
                    ? ofSettings
                    : new RunningProgram(address, ofSettings.username(), ofSettings.password());
        } catch (InvalidSettingsException none) {
            if (address == null) {
                throw none;
            }
            return new RunningProgram(address, "", "");
        }
    }
}
