package io.hindsight.settings;

/**
 * Where health, metrics and all else that is asked for over HTTP are served.
 *
 * @param host the address to listen at; only this machine by default, and others only with a password
 * @param port 0 takes a free one
 * @param password asked for at each request but the probes'; empty where there is no login
 */
public record HttpSettings(String host, int port, String username, String password) {

    static HttpSettings read(SettingsReader reader) {
        var settings = new HttpSettings(
                reader.text("hindsight.http.host", "127.0.0.1"),
                reader.number("hindsight.http.port", 8080, 0, 65535),
                reader.text("hindsight.http.username", "hindsight"),
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
