package io.hindsight.source.mysql.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns a statement gives other names. */
class RenamingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE people RENAME COLUMN email TO mail",
                "alter table people rename column `email` to `mail`, drop plain",
                "ALTER TABLE people ADD note INT COMMENT 'it''s \\' new', RENAME COLUMN `email`TO`mail`",
                "ALTER TABLE people CHANGE email mail VARCHAR(10)",
                "ALTER TABLE people CHANGE COLUMN`email` `mail` VARCHAR(10) DEFAULT 'x'",
                "ALTER TABLE people\nCHANGE\tCOLUMN /* it's */ email -- its name\n mail TEXT",
                "ALTER TABLE people /*!80000 RENAME COLUMN email TO mail */",
                "ALTER TABLE people RENAME COLUMN IF EXISTS email TO mail",
                "ALTER TABLE people RENAME COLUMN \"email\" TO \"mail\""
            })
    void oneIsFound(String ddl) {
        assertThat(Renaming.in(ddl)).containsExactly(new Renaming("email", "mail"));
    }

    @Test
    void aSwapIsTwo() {
        assertThat(Renaming.in("ALTER TABLE t RENAME COLUMN `a b` TO `it's`, RENAME COLUMN `it's` TO `a b`"))
                .isEqualTo(List.of(new Renaming("a b", "it's"), new Renaming("it's", "a b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE people RENAME TO persons",
                "ALTER TABLE people RENAME INDEX email TO mail",
                "ALTER TABLE people COMMENT 'change email weekly', ADD mail TEXT",
                "ALTER TABLE people ADD exchange INT, MODIFY email TEXT"
            })
    void othersAreNone(String ddl) {
        assertThat(Renaming.in(ddl)).isEmpty();
    }
}
