package io.hindsight.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the console's own pages with what a pipeline says, as if it had that many tables: for how fast a page is. */
final class ManyTables implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVERY_MILLIS = 1000;
    private static final int DATABASES = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final JsonNode flow;

    /** @param one what a pipeline with a table in two warehouses says */
    ManyTables(JsonNode one, int tables) {
        flow = many(one, tables);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/console/", this::file);
        server.createContext("/api/flow", exchange -> answer(exchange, "application/json", flow(0)));
        server.createContext(
                "/api/dead-letters",
                exchange -> answer(
                        exchange,
                        "application/json",
                        "{\"waiting\":0,\"routes\":[],\"letters\":[]}".getBytes(StandardCharsets.UTF_8)));
        server.createContext("/api/events", this::events);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static JsonNode many(JsonNode one, int tables) {
        ObjectNode all = one.deepCopy();
        multiply((ArrayNode) all.path("routes"), tables);
        multiply((ArrayNode) all.path("status").path("tables"), tables);
        return all;
    }

    private static void multiply(ArrayNode rows, int tables) {
        var first = rows.deepCopy();
        rows.removeAll();
        for (var number = 0; number < tables; number++) {
            for (var row : first) {
                ObjectNode copy = row.deepCopy();
                for (var field : new String[] {"id", "table", "topic", "target"}) {
                    if (copy.has(field)) {
                        copy.put(field, copy.path(field).asText().replace("people", "people_" + number));
                    }
                }
                if (copy.has("table")) {
                    copy.put("table", "shop_" + number % DATABASES + ".people_" + number);
                }
                rows.add(copy);
            }
        }
    }

    private byte[] flow(int second) {
        ObjectNode now = flow.deepCopy();
        now.put("at", Instant.now().toString());
        now.path("status").path("tables").forEach(table -> ((ObjectNode) table).put("changes", 1000.0 * second));
        return now.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void file(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().replaceFirst("/$", "/index.html");
        try (var file = ManyTables.class.getResourceAsStream(name)) {
            answer(
                    exchange,
                    name.endsWith(".js")
                            ? "text/javascript"
                            : name.endsWith(".css")
                                    ? "text/css"
                                    : name.endsWith(".svg") ? "image/svg+xml" : "text/html",
                    file.readAllBytes());
        }
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var second = 0; ; second++) {
                out.write("data: ".getBytes(StandardCharsets.US_ASCII));
                out.write(flow(second));
                out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                // the pace itself is what the page gets: the program sends as often, whatever a page does
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // the page was left
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
