package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A free port of loopback, kept in a file so that the same server has the same port the next time. */
final class RememberedPort {
    // below the ports that Linux gives to outgoing connections: while a server is down, no client may sit on its port
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    /** A port is free until its server listens, and a server may start slowly: neither this JVM nor the one beside it gives it twice. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final int JVM =
            Math.floorMod(System.getProperty("servers.jvm", "").hashCode(), 2);

    private RememberedPort() {}

    /** The port of the file if it's still free, or else another one, which the file then holds. */
    static int of(Path file) {
        return of(file, 0);
    }

    /** The same, but the first choice is a port of one's own wish. */
    static int of(Path file, int wish) {
        if (wish > 0 && isFree(wish)) {
            return wish;
        }
        try {
            if (Files.exists(file)) {
                int port = Integer.parseInt(Files.readString(file).strip());
                if (isFree(port)) {
                    return port;
                }
            }
            int port = free();
            Files.createDirectories(file.getParent());
            Files.writeString(file, port + "\n");
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .limit(HIGHEST - LOWEST)
                .filter(port -> port % 2 == JVM && isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port on " + Server.HOST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // connections of a server that was killed a moment ago don't count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(Server.HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
