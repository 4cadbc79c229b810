package io.hindsight.warehouse.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
