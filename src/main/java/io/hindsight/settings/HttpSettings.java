package io.hindsight.settings;

/** Says where health, metrics and all else that is asked for over HTTP are served, and who may log in. */
public record HttpSettings(String host, int port, String username, String password) {

    static HttpSettings read(SettingsReader reader) {
        reader.heading("Health and metrics: /observe/health and /observe/metrics");
        var settings = new HttpSettings(
                reader.about("Open to other machines (0.0.0.0) only with a password. What is sent isn't"
                                + " encrypted: see docs/security.md")
                        .text("hindsight.http.host", "127.0.0.1"),
                reader.number("hindsight.http.port", 8080, 0, 65535),
                reader.about("A login for all but /observe/health/live and /ready, which say UP or DOWN to"
                                + " anybody; without a password there is none")
                        .text("hindsight.http.username", "hindsight"),
                reader.secret("hindsight.http.password"));
        if (settings.isOpenToAll(settings.host)) {
            reader.wrong(
                    "hindsight.http.host",
                    "other machines reach " + settings.host + ", and there is no login; leave it at 127.0.0.1, or set"
                            + " a password",
                    "hindsight.http.password={{env:HTTP_PASSWORD}}");
        }
        return settings;
    }

    /** Whether there is a login. */
    public boolean hasLogin() {
        return !password.isEmpty();
    }

    /** Whether anybody on other machines could read and do everything at that address. */
    public boolean isOpenToAll(String address) {
        return !hasLogin() && !Loopback.is(address);
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
