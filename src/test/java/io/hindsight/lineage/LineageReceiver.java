package io.hindsight.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes events over HTTP at the path that catalogs do. */
final class LineageReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** @param port 0 for any that is free */
    LineageReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/api/v1/lineage", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        events.add(JSON.readTree(exchange.getRequestBody()));
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Those of a job, in their order. */
    List<JsonNode> of(String job) {
        return events.stream()
                .filter(event -> event.at("/job/name").asText().equals(job))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
