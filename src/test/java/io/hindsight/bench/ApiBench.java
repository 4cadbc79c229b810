package io.hindsight.bench;

import io.hindsight.demo.RunningScenario;
import io.hindsight.testing.Unique;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How long the shop's API takes to answer while orders come in and the pipeline brings them to ClickHouse. */
final class ApiBench {

    private static final String ORDER =
            "{\"user_id\":1,\"product_name\":\"Test Product\",\"quantity\":1,\"total_price\":100}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningScenario shop;
    private final AtomicInteger failed = new AtomicInteger();

    private ApiBench(RunningScenario shop) {
        this.shop = shop;
    }

    /** Sends so many requests a second, whether or not those before are answered: two orders read for each placed. */
    static void run(Path directory, int perSecond, int ordersPerSecond, int warmUp, int seconds) throws Exception {
        try (var shop = new RunningScenario(
                "shop",
                directory.resolve(Unique.name("api")),
                Map.of("traffic.rate", String.valueOf(ordersPerSecond)))) {
            var bench = new ApiBench(shop);
            bench.send(perSecond, warmUp);
            bench.failed.set(0);
            var millis = bench.send(perSecond, seconds);
            System.out.printf(
                    "api          at %d requests/s beside %d other orders/s: median %.1f ms, p95 %.1f ms, p99 %.1f ms,"
                            + " %d of %,d failed%n",
                    perSecond,
                    ordersPerSecond,
                    millis.get(millis.size() / 2),
                    millis.get(millis.size() * 95 / 100),
                    millis.get(millis.size() * 99 / 100),
                    bench.failed.get(),
                    millis.size());
        }
    }

    private List<Double> send(int perSecond, int seconds) throws InterruptedException {
        var millis = Collections.synchronizedList(new ArrayList<Double>());
        var answers = new ArrayList<CompletableFuture<?>>();
        var start = System.nanoTime();
        for (var index = 0; index < perSecond * seconds; index++) {
            var due = start + index * 1_000_000_000L / perSecond;
            var early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            answers.add(
                    client.sendAsync(request(index), BodyHandlers.ofString()).handle((answer, failure) -> {
                        if (failure != null || answer.statusCode() >= 400) {
                            failed.incrementAndGet();
                        }
                        return millis.add((System.nanoTime() - due) / 1e6);
                    }));
        }
        answers.forEach(CompletableFuture::join);
        var sorted = new ArrayList<>(millis);
        sorted.sort(null);
        return sorted;
    }

    private HttpRequest request(int index) {
        return switch (index % 3) {
            case 0 -> HttpRequest.newBuilder(shop.http().uri("/api/orders"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(ORDER))
                    .build();
            case 1 -> HttpRequest.newBuilder(shop.http().uri("/api/orders/" + (1 + index / 3 % 3)))
                    .build();
            default -> HttpRequest.newBuilder(shop.http().uri("/api/orders")).build();
        };
    }
}
