package io.hindsight.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of loopback that nothing listens at yet. */
public final class FreePort {
    // below the ports that Linux gives to outgoing connections: until its server listens, no client may sit on its port
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    /** A port is free until its server listens, and a server may start slowly: neither this JVM nor the one beside it gives it twice. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final int JVM =
            Math.floorMod(System.getProperty("servers.jvm", "").hashCode(), 2);

    private FreePort() {}

    /** A port for one server, which is given to no other one. */
    public static int any() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .limit(HIGHEST - LOWEST)
                .filter(port -> port % 2 == JVM && isFree(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port on " + Server.HOST));
    }

    static boolean isFree(int port) {
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
