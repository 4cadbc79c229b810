package io.hindsight.demo;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Server;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.common.utils.AppInfoParser;

/** Servers that start side by side, and say when they are ready; they end side by side, too. */
final class StartingServers implements AutoCloseable {

    private final PrintStream out;
    private final List<CompletableFuture<? extends List<? extends Server>>> servers = new ArrayList<>();

    StartingServers(PrintStream out) {
        this.out = out;
    }

    <S extends Server> CompletableFuture<S> start(String name, Function<Path, S> start, Path directory) {
        return startAll(name, home -> List.of(start.apply(home)), directory).thenApply(only -> only.get(0));
    }

    /** The same for several that need each other to start. */
    <S extends Server> CompletableFuture<List<S>> startAll(String name, Function<Path, List<S>> start, Path directory) {
        var began = System.nanoTime();
        var starting = CompletableFuture.supplyAsync(
                () -> {
                    var started = start.apply(directory);
                    for (var server : started) {
                        out.printf(
                                Locale.ROOT,
                                "  %-10s  %-9s ready in %.1f s on %s:%d%n",
                                name,
                                version(server),
                                (System.nanoTime() - began) / 1e9,
                                server.host(),
                                server.port());
                    }
                    return started;
                },
                task -> {
                    var thread = new Thread(task, "start " + name);
                    thread.setDaemon(true);
                    thread.start();
                });
        servers.add(starting);
        return starting;
    }

    /** Waits until all are ready; when one fails, the others are closed. */
    void await() {
        try {
            servers.forEach(CompletableFuture::join);
        } catch (CompletionException failed) {
            close();
            throw failed.getCause() instanceof RuntimeException reason ? reason : failed;
        }
    }

    private static String version(Server server) {
        if (!(server instanceof JdbcServer database)) {
            return AppInfoParser.getVersion();
        }
        try (var connection = database.connect();
                var version = connection.createStatement().executeQuery("SELECT version()")) {
            version.next();
            // of what PostgreSQL says, its number
            return version.getString(1).replaceAll("^\\D*([\\d.]*\\d).*$", "$1");
        } catch (SQLException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        var closing = servers.stream()
                .map(starting -> starting.handle((started, failure) -> started).join())
                .filter(started -> started != null)
                .flatMap(List::stream)
                .map(server -> CompletableFuture.runAsync(server::close, task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(closing).join();
    }
}
