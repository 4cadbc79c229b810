package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/** Stands on loopback before a server of this machine, to cut its clients' connections, to slow or hold what goes through, or to speak TLS. */
public final class TcpProxy implements AutoCloseable {

    /** Alters bytes on their way. */
    @FunctionalInterface
    public interface Alteration {
        void alter(byte[] bytes, int count);
    }

    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerSocket listening;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Socket> clients = new ConcurrentHashMap<>();
    private volatile boolean swallowing;
    private volatile int delayMillis;
    private volatile Alteration alteration = (bytes, count) -> {};
    private final Map<Socket, Long> passed = new HashMap<>();
    private long allowed = Long.MAX_VALUE;

    private TcpProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** Starts one before the port; its own port is kept in the file. */
    public static TcpProxy start(int target, Path portFile) {
        return start(target, portFile, ServerSocketFactory.getDefault());
    }

    /** Starts one that speaks TLS before a server that doesn't, as a load balancer does. */
    public static TcpProxy startTls(int target, Path portFile, Certificates certificates) {
        return start(target, portFile, certificates.server().getServerSocketFactory());
    }

    private static TcpProxy start(int target, Path portFile, ServerSocketFactory sockets) {
        try {
            var listening = sockets.createServerSocket();
            listening.setReuseAddress(true);
            listening.bind(
                    new InetSocketAddress(InetAddress.getByName(Server.HOST), RememberedPort.of(portFile)), 1_000);
            var proxy = new TcpProxy(listening, target);
            daemon("proxy of " + target, proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Breaks all connections; new ones are let through. */
    public void cut() {
        open.forEach(this::reset);
    }

    /** Nothing goes through the connections that there are any more, and neither side is told; new ones are let through. */
    public void silence() {
        silent.addAll(open);
    }

    /** The same of one connection alone, by the port that it comes to the server from. */
    public void silence(int portAtServer) {
        open.stream().filter(socket -> socket.getLocalPort() == portAtServer).forEach(silent::add);
        silent.add(clients.get(portAtServer));
    }

    /** Nothing goes through any more, and nobody is told; a connection that has lost something stays without a word. */
    public void swallow() {
        swallowing = true;
    }

    /** Ends {@link #swallow}: new connections are let through. */
    public void goOnAnew() {
        swallowing = false;
    }

    /** From now on another server of this machine answers; all connections to the one before break. */
    public void leadTo(int other) {
        target = other;
        cut();
    }

    /** From now on, whatever is sent in either direction waits so long; 0 ends that. */
    public void slow(int millis) {
        delayMillis = millis;
    }

    /** From now on, what goes through may be altered, as if another server had written it. */
    public void alter(Alteration how) {
        alteration = how;
    }

    /** From now on, only so many more bytes go through each connection in each direction; the rest waits for {@link #goOn}. */
    public synchronized void holdAfter(int bytes) {
        passed.clear();
        allowed = bytes;
    }

    /** Ends {@link #holdAfter}. */
    public synchronized void goOn() {
        allowed = Long.MAX_VALUE;
        notifyAll();
    }

    private synchronized void pass(Socket from, int bytes) throws InterruptedException {
        while (passed.getOrDefault(from, 0L) >= allowed) {
            wait();
        }
        passed.merge(from, (long) bytes, Long::sum);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                daemon("proxy of " + target, () -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            var server = new Socket(Server.HOST, target);
            open.add(server);
            clients.put(server.getLocalPort(), client);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon("proxy of " + target, () -> pump(server, client));
            pump(client, server);
        } catch (IOException away) {
            reset(client);
        }
    }

    /** Ends both when one ends: none of the protocols here needs a connection that is half closed. */
    private void pump(Socket from, Socket to) {
        try {
            var buffer = new byte[BUFFER_BYTES];
            for (var count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                if (swallowing) {
                    // what comes behind it would make no sense
                    silent.add(from);
                    silent.add(to);
                }
                if (silent.contains(from)) {
                    continue;
                }
                if (delayMillis > 0) {
                    // the delay itself is what a test asks for: a slow network
                    Thread.sleep(delayMillis);
                }
                alteration.alter(buffer, count);
                pass(from, count);
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException ended) {
            // the other side learns it below
        } finally {
            reset(from);
            reset(to);
        }
    }

    private void reset(Socket socket) {
        open.remove(socket);
        silent.remove(socket);
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException ended) {
            // nothing is left to break
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException ended) {
            // it is closed
        }
        cut();
    }
}
