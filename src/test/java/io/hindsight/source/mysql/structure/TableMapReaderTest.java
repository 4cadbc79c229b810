package io.hindsight.source.mysql.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.hindsight.source.mysql.transaction.StatementReader;
import io.hindsight.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableMapReaderTest {
    private static final int INT = 3;
    private static final int COLUMN_NAMES = 4;
    private static final List<String> NAMES = List.of("lädchen", "bestellungen_日本", "größe");

    @Test
    void labelsWhoseBytesMySqlHasLeftAsTheyWereAreReadAsItGivesThem() {
        assertThat(TableMapReader.labelOfMySql("c,d", StandardCharsets.UTF_16BE, "ucs2"))
                .isEqualTo("挬");
        assertThat(TableMapReader.labelOfMySql("b", StandardCharsets.UTF_16BE, "utf16"))
                .isEmpty();
        assertThat(TableMapReader.labelOfMySql("ü", StandardCharsets.UTF_8, "utf8mb4"))
                .isEqualTo("\ufffd");
    }

    /** Java 17 takes its character set from the terminal, which a service has none of. */
    @Test
    void namesAreReadWhateverTheCharacterSetOfTheJvm() throws Exception {
        var jvm = new ProcessBuilder(ChildJvm.command(Reader.class, List.of("-Dfile.encoding=US-ASCII"), List.of()))
                .redirectErrorStream(true)
                .start();
        var output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        assertThat(output.lines()).containsExactly(escaped(NAMES), escaped(NAMES.subList(1, 2)));
    }

    @Test
    void whatALaterServerSaysOfColumnsIsPassedOver() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(Reader.event());
        bytes.write(new byte[] {99, 2, 1, 1});
        var event = new TableMapReader().deserialize(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(event.getEventMetadata().getColumnNames()).containsExactly(NAMES.get(2));
    }

    /** The numbers of their characters: the other JVM can't print them. */
    private static String escaped(List<String> names) {
        return names.stream()
                .map(name -> Arrays.toString(name.codePoints().toArray()))
                .collect(Collectors.joining());
    }

    /** Prints the names of an event of one column. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            var event = new TableMapReader().deserialize(new ByteArrayInputStream(event()));
            System.out.println(escaped(List.of(
                    event.getDatabase(),
                    event.getTable(),
                    event.getEventMetadata().getColumnNames().get(0))));
            System.out.println(escaped(List.of(new StatementReader(collation -> StandardCharsets.UTF_8, false)
                    .deserialize(new ByteArrayInputStream(statement()))
                    .getSql())));
        }

        private static byte[] statement() throws IOException {
            var bytes = new ByteArrayOutputStream();
            // thread, duration, length of the database's name, error, length of the status, that name's end
            bytes.write(new byte[4 + 4 + 1 + 2 + 2 + 1]);
            bytes.write(NAMES.get(1).getBytes(StandardCharsets.UTF_8));
            return bytes.toByteArray();
        }

        private static byte[] event() throws IOException {
            var bytes = new ByteArrayOutputStream();
            // number and flags
            bytes.write(new byte[8]);
            for (var name : NAMES.subList(0, 2)) {
                write(bytes, name);
                bytes.write(0);
            }
            // one column, without more about its type, that may be null
            bytes.write(new byte[] {1, INT, 0, 1});
            var names = new ByteArrayOutputStream();
            write(names, NAMES.get(2));
            bytes.write(COLUMN_NAMES);
            bytes.write(names.size());
            bytes.write(names.toByteArray());
            return bytes.toByteArray();
        }

        private static void write(ByteArrayOutputStream bytes, String name) throws IOException {
            var text = name.getBytes(StandardCharsets.UTF_8);
            bytes.write(text.length);
            bytes.write(text);
        }
    }
}
