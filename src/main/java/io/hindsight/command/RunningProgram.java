package io.hindsight.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.Scrape;
import io.hindsight.observe.Status;
import io.hindsight.reconcile.Standing;
import io.hindsight.settings.HttpSettings;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the program that runs somewhere, over HTTP. */
public record RunningProgram(URI address, String username, String password) {

    /** For all of it: the client's own limit ends with the headers, and a body can stall. */
    private static final Duration TIMEOUT = TimeLimits.COMMAND;

    /** The one of the settings; what listens at all addresses is asked at this machine's own. */
    public static RunningProgram of(HttpSettings http) {
        var host = http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host();
        return new RunningProgram(URI.create("http://" + host + ":" + http.port()), http.username(), http.password());
    }

    /**
     * Gives what it answers.
     *
     * @throws InvalidSettingsException when it wants another login
     */
    String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
        if (!password.isEmpty()) {
            var login = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        var answer = answer(request.build());
        if (answer.statusCode() == 401) {
            throw new InvalidSettingsException(List.of("hindsight.http.password: the program at " + address
                    + " wants another name or password; write the ones that it was started with"));
        }
        return answer.body();
    }

    private static HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        var asked = HttpClient.newBuilder().connectTimeout(TIMEOUT).build().sendAsync(request, BodyHandlers.ofString());
        try {
            return asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new HttpTimeoutException("no answer in " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException away ? away : new IOException(failed.getCause());
        }
    }

    /** Whether one of that pipeline answers. */
    public boolean runs(String pipeline) throws InterruptedException {
        return metrics(pipeline).isPresent();
    }

    /** Whether it applies changes of that table; no answer is none. */
    Optional<Boolean> knows(String pipeline, TableName table) throws InterruptedException {
        return metrics(pipeline).map(metrics -> metrics.samples("hindsight_apply_retries_total")
                .anyMatch(sample -> table.toString().equals(sample.labels().get("table"))));
    }

    /** Gives its figures; none of one that is silent or runs another pipeline. */
    private Optional<Scrape> metrics(String pipeline) throws InterruptedException {
        try {
            var metrics = Scrape.of(get("/observe/metrics"));
            return metrics.samples("hindsight_capture_running")
                            .anyMatch(sample -> pipeline.equals(sample.labels().get("pipeline")))
                    ? Optional.of(metrics)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException silent) {
            return Optional.empty();
        }
    }

    /** Gives the name of another pipeline whose figures these are; empty where they are that one's, or don't say whose. */
    Optional<String> other(String pipeline, Scrape metrics) {
        var names = metrics.samples("hindsight_capture_running")
                .map(sample -> sample.labels().getOrDefault("pipeline", pipeline))
                .toList();
        return names.contains(pipeline) ? Optional.empty() : names.stream().findFirst();
    }

    /** Gives what stands still in it; nothing is known of one that is silent or runs another pipeline. */
    Standing standing(String pipeline) throws InterruptedException {
        var metrics = metrics(pipeline);
        if (metrics.isEmpty()) {
            return Standing.UNKNOWN;
        }
        try {
            var down = new HashMap<String, String>();
            Status.of(new ObjectMapper().readTree(get("/observe/health")), metrics.get())
                    .problems()
                    .forEach(problem -> down.put(problem.check(), problem.reason()));
            return new Standing(down);
        } catch (IOException | IllegalArgumentException silent) {
            return Standing.UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
