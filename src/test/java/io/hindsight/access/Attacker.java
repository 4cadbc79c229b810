package io.hindsight.access;

import io.hindsight.testing.Http;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends what no good client sends to a program, and keeps the connections. */
public final class Attacker {

    private static final String POST =
            "POST /api/dead-letters/discard HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    private static final byte[] MEGABYTE = new byte[1_000_000];
    private static final int CLOSED_IN_MILLIS = 60_000;
    private static final int UNTAKEN = 50;

    private final Http http;
    private final List<Socket> open = new ArrayList<>();

    public Attacker(Http http) {
        this.http = http;
    }

    /** So many requests of which the name of a header never ends, and so many whose body doesn't. */
    public void sendHalves(int many) throws IOException {
        for (var one = 0; one < many; one++) {
            send("GET /api/flow HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ");
            send(POST + "Content-Length: 1000\r\n\r\n{");
        }
    }

    /** So many requests with all but the last of a body's nine megabytes, as far as it is taken. */
    public void sendLargeBodies(int many) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (var one = 0; one < many; one++) {
            sockets.add(send(POST + "Content-Length: 9000000\r\n\r\n"));
        }
        for (var socket : sockets) {
            write(socket, 8, MEGABYTE);
        }
    }

    /** So many requests whose bodies come in pieces, without an end, as far as they are taken. */
    public void sendEndlessBodies(int many) throws IOException {
        var piece = ("f4240\r\n" + "x".repeat(MEGABYTE.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (var one = 0; one < many; one++) {
            write(send(POST + "Transfer-Encoding: chunked\r\n\r\n"), 8, piece);
        }
    }

    /** So many clients that ask again and again, and take no answer. */
    public void takeNoAnswers(int many) throws IOException {
        for (var one = 0; one < many; one++) {
            send("GET /observe/metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(UNTAKEN));
        }
    }

    private static void write(Socket socket, int times, byte[] part) {
        try {
            for (var time = 0; time < times; time++) {
                socket.getOutputStream().write(part);
            }
        } catch (IOException refused) {
            // as it should be
        }
    }

    private Socket send(String begun) throws IOException {
        var socket = new Socket();
        // what the system takes in an answerer's place
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", http.port()), (int) TimeUnit.MINUTES.toMillis(1));
        try {
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            // as it may be
        }
        open.add(socket);
        return socket;
    }

    /** Waits until the program has hung up on all of them, with an answer before that or without; counts those that stay. */
    public int awaitClosed() throws IOException {
        var left = 0;
        for (var socket : open) {
            if (!isClosed(socket)) {
                left++;
            }
        }
        open.clear();
        return left;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(CLOSED_IN_MILLIS);
            while (socket.getInputStream().read(new byte[65_536]) >= 0) {
                // an answer
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
