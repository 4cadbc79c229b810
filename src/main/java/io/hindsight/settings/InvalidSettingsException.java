package io.hindsight.settings;

import java.util.List;

/** Says every wrong setting, one a line: the key, what is wrong, what to write. */
public final class InvalidSettingsException extends IllegalArgumentException {

    public InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
