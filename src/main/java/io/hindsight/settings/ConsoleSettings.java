package io.hindsight.settings;

/**
 * The console that the program serves itself.
 *
 * @param enabled whether there is one, at hindsight.http.host and port
 * @param site a folder of the user's own pages, served beside it at /site/; empty: there is none
 */
public record ConsoleSettings(boolean enabled, String site) {

    static ConsoleSettings read(SettingsReader reader) {
        return new ConsoleSettings(
                reader.choice("hindsight.console.enabled", "true", "true", "false")
                        .equals("true"),
                reader.text("hindsight.console.site", ""));
    }
}
