package io.hindsight.settings;

/** Says whether and where Hawtio runs beside the program, and who may log in. */
public record HawtioSettings(boolean enabled, String host, int port, String username, String password) {

    static HawtioSettings read(SettingsReader reader) {
        reader.heading("Hawtio: a console for the routes, at /hawtio; \"hindsight run --hawtio\" is the same as"
                + " enabled=true");
        var settings = new HawtioSettings(
                reader.flag("hindsight.hawtio.enabled", false),
                reader.about("What is sent isn't encrypted: leave it on this machine, or put something that"
                                + " speaks TLS before it")
                        .text("hindsight.hawtio.host", "127.0.0.1"),
                reader.number("hindsight.hawtio.port", 8081, 0, 65535),
                reader.text("hindsight.hawtio.username", "hawtio"),
                reader.about("The console doesn't start without one").secret("hindsight.hawtio.password"));
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
