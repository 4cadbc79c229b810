package io.hindsight.settings;

/** Says how spans of the source's log are read again beside capture. */
public record RereadSettings(long serverId, int rowsPerSecond) {

    static RereadSettings read(SettingsReader reader, String pipeline) {
        reader.heading("hindsight reread: spans of the source's log read again");
        return new RereadSettings(
                reader.about("A number for the second reader, as hindsight.source.server-id is for capture; by default"
                                + " one that is made of the pipeline's name")
                        .number(
                                "hindsight.reread.server-id",
                                SourceSettings.serverId(pipeline + ".reread"),
                                1,
                                Integer.MAX_VALUE),
                reader.about("The load on everything that capture needs too: changes that are read again in a second,"
                                + " at most")
                        .number("hindsight.reread.rows-per-second", 2_000, 1, Integer.MAX_VALUE));
    }
}
