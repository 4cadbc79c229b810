package io.hindsight.warehouse.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

    private final LocalFiles files = new LocalFiles();

    @TempDir
    private Path directory;

    @Test
    void aFileIsThereWhenItIsWhole() throws Exception {
        var file = directory.resolve("metadata/v1.metadata.json");
        var output = files.newOutputFile(file.toUri().toString());
        var stream = output.create();
        try (stream) {
            stream.write("half".getBytes());
            stream.flush();
            assertThat(file).doesNotExist();
            try (var all = Files.list(file.getParent())) {
                assertThat(all).allMatch(each -> each.toString().endsWith(".tmp"));
            }
            stream.write(" and half".getBytes());
            assertThat(stream.getPos()).isEqualTo(13);
        }
        assertThat(stream.getPos()).isEqualTo(13);
        assertThat(file).hasContent("half and half");
        try (var all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
        assertThat(output.toInputFile().getLength()).isEqualTo(13);
        assertThatThrownBy(output::create).isInstanceOf(AlreadyExistsException.class);
        try (var again = output.createOrOverwrite()) {
            again.write("anew".getBytes());
        }
        assertThat(file).hasContent("anew");
    }

    /** As the first blocks of a disk that has room for these only. */
    @Test
    void aFileThatCouldNotBeWrittenToItsEndIsNotThere() throws Exception {
        var file = directory.resolve("v2.metadata.json");
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        file.toString())
                .redirectErrorStream(true);
        // a limit of 100 blocks of 512 or 1,024 bytes for each file; what goes beyond is refused, as it is on a full
        // disk
        program.command().addAll(0, List.of("sh", "-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "limited"));
        var running = program.start();
        var said = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor()).as(said).isZero();
        assertThat(said).contains("refused: ");
        try (var all = Files.list(directory)) {
            assertThat(all).isEmpty();
        }
    }

    /** Writes a file of two megabytes. */
    static final class LargeFile {
        public static void main(String[] arguments) {
            try (var stream = new LocalFiles().newOutputFile(arguments[0]).create()) {
                stream.write(new byte[2_000_000]);
            } catch (IOException full) {
                System.out.println("refused: " + full.getMessage());
            }
        }
    }
}
