package io.hindsight.settings;

/** Says whether the program serves its console, and which pages of a user's own beside it. */
public record ConsoleSettings(boolean enabled, String site) {

    static ConsoleSettings read(SettingsReader reader) {
        reader.heading("The console: pages that show the pipeline and the kept histories,"
                + " at /console/ beside health and metrics");
        return new ConsoleSettings(
                reader.flag("hindsight.console.enabled", true),
                reader.about("A folder of pages of your own, shown at /site/ to those who may see the console")
                        .text("hindsight.console.site", ""));
    }
}
