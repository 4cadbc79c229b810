package io.hindsight.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlDriverTest {

    @Test
    void aLabelWithABackslashBeforeACommaKeepsIt() {
        assertThat(new MySqlDriver().label("a\\,b")).isEqualTo("a\\,b");
    }
}
