package io.hindsight.command.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.InvalidSettingsException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Remote JMX without a login is for this machine only. */
class RemoteJmxTest {

    private static final String PREFIX = "com.sun.management.jmxremote.";

    @AfterEach
    void clear() {
        List.of("port", "authenticate", "host").forEach(key -> System.clearProperty(PREFIX + key));
    }

    @Test
    void itIsOffOrHasALoginOrIsForThisMachine() {
        assertThatCode(RemoteJmx::check).doesNotThrowAnyException();
        System.setProperty(PREFIX + "port", "9999");
        assertThatCode(RemoteJmx::check).as("a login, by default").doesNotThrowAnyException();
        System.setProperty(PREFIX + "authenticate", "false");
        assertThatThrownBy(RemoteJmx::check)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("jmxremote.authenticate");
        System.setProperty(PREFIX + "host", "127.0.0.1");
        assertThatCode(RemoteJmx::check).doesNotThrowAnyException();
    }
}
