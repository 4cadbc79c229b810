package io.hindsight.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.RegistrySettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/** Asks a schema registry by the API that Confluent's has, and others after it. For any number of threads. */
public final class SchemaRegistry {

    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String AVRO = "AVRO";

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /** Characters of an answer that is said on. */
    private static final int SHOWN = 500;

    /** How long one that hasn't answered isn't asked: tables that need nothing of it go on meanwhile. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Made when the first registry is asked. */
    private static final class Client {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .connectTimeout(TimeLimits.CONNECTING)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Why it couldn't be used, as long as it isn't asked again. */
    private record Silence(String reason, long until) {}

    private final RegistrySettings settings;
    private volatile Silence silence = new Silence("", System.nanoTime());

    public SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
    }

    /**
     * Gives the number of a subject's schema, which gets one if it is new.
     *
     * @throws RefusedSchemaException when the registry's rules for the subject don't allow it
     * @throws RegistryException when the registry can't be used now
     */
    public int register(String subject, Schema schema) {
        var body = MAPPER.createObjectNode().put("schema", schema.toString());
        var path = "/subjects/"
                + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20") + "/versions";
        var answer = ask(path, request -> request.POST(BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() == CONFLICT || answer.statusCode() == UNPROCESSABLE) {
            throw new RefusedSchemaException(said(answer));
        }
        var id = json(answer).path("id");
        if (!id.isInt()) {
            throw failed("its answer has no number of a schema");
        }
        return id.intValue();
    }

    /**
     * Finds a schema by its number; empty where there is none of Avro.
     *
     * @throws RegistryException when the registry can't be used now
     */
    public Optional<Schema> find(int id) {
        var answer = ask("/schemas/ids/" + id, HttpRequest.Builder::GET);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        var found = json(answer);
        if (!found.path("schemaType").asText(AVRO).equals(AVRO)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Schema.Parser().parse(found.path("schema").asText()));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Asks whether it can be used.
     *
     * @throws RegistryException when it can't
     */
    public void check() {
        json(ask("/subjects", HttpRequest.Builder::GET));
    }

    private JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
            throw new RegistryException(
                    "the " + settings + " lets nobody in by hindsight.kafka.registry.username (" + said(answer) + ")");
        }
        if (answer.statusCode() != OK) {
            throw failed(said(answer));
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException notJson) {
            throw failed("its answer isn't JSON");
        }
    }

    private HttpResponse<String> ask(String path, UnaryOperator<HttpRequest.Builder> what) {
        var before = silence;
        if (System.nanoTime() - before.until() < 0) {
            throw failed(before.reason());
        }
        var request = what.apply(HttpRequest.newBuilder(URI.create(settings.url() + path)))
                .timeout(TimeLimits.REGISTRY)
                .header("Content-Type", JSON)
                .header("Accept", JSON + ", application/json");
        if (!settings.username().isEmpty()) {
            var login = settings.username() + ":" + settings.password();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return Client.HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException away) {
            var reason = FailureText.of(away);
            silence = new Silence(reason, System.nanoTime() + PAUSE.toNanos());
            throw failed(reason);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw failed("stopped while asking it");
        }
    }

    private RegistryException failed(String reason) {
        return new RegistryException("the " + settings + " can't be used (" + reason
                + "); hindsight.kafka.registry.url says where it is, and it is asked again");
    }

    /** What it says of itself: schemas and rules, and no values of rows. */
    private static String said(HttpResponse<String> answer) {
        var text = answer.body();
        try {
            text = MAPPER.readTree(text).path("message").asText(text);
        } catch (IOException notJson) {
            // as it is
        }
        var shown = text.strip().replaceAll("\\s+", " ");
        return "HTTP " + answer.statusCode()
                + (shown.isEmpty() ? "" : ": " + shown.substring(0, Math.min(SHOWN, shown.length())));
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
