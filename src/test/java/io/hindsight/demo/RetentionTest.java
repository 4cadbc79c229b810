package io.hindsight.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.warehouse.TrinoGrammar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Trino, which needs a later Java to run, can read the question of cohorts. */
class RetentionTest {

    @Test
    void isTrinos() throws IOException {
        var sql = Files.readString(Path.of("scenarios", "lake", "retention", "trino.sql"));

        assertThatCode(() -> TrinoGrammar.parse(sql)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TrinoGrammar.parse(sql.replace("GROUP BY", "GROUPED")))
                .isInstanceOf(AssertionError.class);
    }
}
