package io.hindsight.settings;

/**
 * The console beside the program.
 *
 * @param host the address to listen at; only this machine by default, for what is sent isn't encrypted
 * @param port 0 takes a free one
 * @param password asked for at the login; there is none by default, so that nobody knows it
 */
public record HawtioSettings(boolean enabled, String host, int port, String username, String password) {

    static HawtioSettings read(SettingsReader reader) {
        var settings = new HawtioSettings(
                reader.choice("hindsight.hawtio.enabled", "false", "true", "false")
                        .equals("true"),
                reader.text("hindsight.hawtio.host", "127.0.0.1"),
                reader.number("hindsight.hawtio.port", 8081, 0, 65535),
                reader.text("hindsight.hawtio.username", "hawtio"),
                reader.secret("hindsight.hawtio.password"));
        if (settings.enabled && settings.password.isEmpty()) {
            reader.wrong("hindsight.hawtio.password", "the console needs one", "{{env:HAWTIO_PASSWORD}}");
        }
        return settings;
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port + "/hawtio";
    }
}
