package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** What a program on this machine answers at a port. */
public record Http(int port) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A port that nobody listens at yet. */
    public static Http onFreePort() {
        return new Http(FreePort.any());
    }

    public String get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build()).body();
    }

    /** The lines of an answer as they come; without end where it has none. */
    public Stream<String> stream(String path) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
