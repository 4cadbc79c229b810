package io.hindsight.settings;

/**
 * The console that the program serves itself.
 *
 * @param enabled whether there is one, at hindsight.http.host and port
 */
public record ConsoleSettings(boolean enabled) {

    static ConsoleSettings read(SettingsReader reader) {
        return new ConsoleSettings(reader.choice("hindsight.console.enabled", "true", "true", "false")
                .equals("true"));
    }
}
