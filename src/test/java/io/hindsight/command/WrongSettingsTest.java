package io.hindsight.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer writes wrong is answered in one line with its cure, and with exit code 2, before any server is asked. */
class WrongSettingsTest {

    private static final List<String> LEAST = List.of(
            "hindsight.source.hostname=127.0.0.1",
            "hindsight.source.port=1",
            "hindsight.source.username=me",
            "hindsight.source.password=mine",
            "hindsight.warehouse.dw.url=jdbc:postgresql://127.0.0.1:1/dw",
            "hindsight.table.orders.source=shop.orders");

    @TempDir
    private Path directory;

    @Test
    void aTargetThatIsTakenIsRefusedInEachForm() throws IOException {
        assertThat(wrong("ddl", "hindsight.table.again.source=shop.orders", "hindsight.table.again.target=orders"))
                .contains("hindsight.table.orders.target: orders in dw is hindsight.table.again's already");
        assertThat(wrong("ddl", "hindsight.table.now.source=shop.now", "hindsight.table.now.target=orders_current"))
                .contains("hindsight.table.orders.target: orders_current in dw is hindsight.table.now's already");
    }

    @Test
    void oneTargetInTwoWarehousesIsNoMistake() throws IOException {
        assertThat(said(
                        "ddl",
                        1,
                        "hindsight.warehouse.other.url=jdbc:postgresql://127.0.0.1:1/other",
                        "hindsight.table.orders.warehouses=dw",
                        "hindsight.table.again.source=shop.orders",
                        "hindsight.table.again.target=orders",
                        "hindsight.table.again.warehouses=other"))
                .contains("can't be read: Connection refused");
    }

    @Test
    void aPlaceholderThatStandsForNothingIsNamed() throws IOException {
        assertThat(wrong("ddl", "hindsight.source.username={{env:NOPE_NOT_SET}}"))
                .contains("hindsight.source.username: {{env:NOPE_NOT_SET}} stands for nothing");
    }

    @Test
    void aFolderOfRoutesThatIsNotThereIsNamed() throws IOException {
        assertThat(wrong("run", "hindsight.routes=file:" + directory + "/nope/*.yaml", "hindsight.http.port=0"))
                .contains("hindsight.routes: there is no folder " + directory.resolve("nope"));
    }

    @Test
    void aFolderAndAFileThatIsMissingAreNoSettings() throws IOException {
        assertThat(execute(2, "ddl", "--config", directory.toString())).contains(directory + " is a folder");
        assertThat(execute(2, "ddl", "--config", directory + "/none")).contains("there is no file " + directory);
    }

    @Test
    void aHostThatNobodyKnowsIsSaidToBeOne() throws IOException {
        assertThat(said("ddl", 1, "hindsight.source.hostname=nope.invalid", "hindsight.source.ssl-mode=disabled"))
                .contains("no host is known as nope.invalid");
    }

    @Test
    void aServerThatIsNotThereIsFoundByValidate() throws IOException {
        for (var command : List.of("check", "wait", "snapshot")) {
            assertThat(said(command, 1)).contains("Connection refused; hindsight validate says which server that is");
        }
    }

    @Test
    void aPortOfAnotherProgramIsSaidToBeOne() throws IOException {
        // a command has a JVM of its own; what other suites' pools have told this one doesn't hold there
        DriverManager.setLoginTimeout(0);
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(said("ddl", 1, "hindsight.source.port=" + silent.getLocalPort()))
                    .contains(
                            "source me@127.0.0.1:" + silent.getLocalPort(),
                            "no connection in 10 s; what is there is silent");
        }
    }

    @Test
    void settingsAreUtf8() throws IOException {
        assertThat(wrong("ddl", "hindsight.table.orders.keep=für immer")).contains("'für immer' is not one of");
    }

    @Test
    void startOverIsNotDoneUnasked() throws IOException {
        assertThat(said("start-over", 1)).contains("nothing was done; --yes says that it is meant");
    }

    private String wrong(String command, String... more) throws IOException {
        return said(command, 2, more);
    }

    private String said(String command, int exitCode, String... more) throws IOException {
        var lines = new ArrayList<>(LEAST);
        lines.addAll(List.of(more));
        var file = Files.write(directory.resolve("my.properties"), lines);
        var tables = command.equals("snapshot") ? List.of("orders") : List.<String>of();
        return execute(
                exitCode,
                Stream.concat(Stream.of(command, "--config", file.toString()), tables.stream())
                        .toArray(String[]::new));
    }

    private static String execute(int exitCode, String... arguments) {
        var said = new StringWriter();
        assertThat(Hindsight.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(arguments))
                .as(said.toString())
                .isEqualTo(exitCode);
        assertThat(said.toString().strip().lines()).hasSize(1);
        return said.toString();
    }
}
