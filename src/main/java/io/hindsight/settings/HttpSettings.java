package io.hindsight.settings;

/**
 * Where health and metrics are served.
 *
 * @param host the address to listen at; only this machine by default, for there is no login
 * @param port 0 takes a free one
 */
public record HttpSettings(String host, int port) {

    static HttpSettings read(SettingsReader reader) {
        return new HttpSettings(
                reader.text("hindsight.http.host", "127.0.0.1"), reader.number("hindsight.http.port", 8080, 0, 65535));
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
