package io.hindsight.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** StarRocks' grammar reads the statements that give its users their rights. */
class StarRocksGrantsTest {

    @Test
    void itReadsThem() throws IOException {
        var statements = Files.readString(Path.of("access/starrocks.sql")).replaceAll("(?m)^--.*$", "");
        Arrays.stream(statements.split(";\\s*\\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .forEach(StarRocksGrammar::parse);
    }
}
