package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process listens, as Linux says: {@code 127.0.0.1:8080}. */
public final class ListeningSockets {

    private static final String LISTENS = "0A";

    private ListeningSockets() {}

    /** Those of this JVM. */
    public static Set<String> own() {
        try {
            var own = ownInodes();
            var sockets = new TreeSet<String>();
            for (var table : Stream.of("tcp", "tcp6")
                    .map(Path.of("/proc/self/net")::resolve)
                    .toList()) {
                for (var line : Files.readAllLines(table)) {
                    var words = line.strip().split("\\s+");
                    if (words[3].equals(LISTENS) && own.contains("socket:[" + words[9] + "]")) {
                        sockets.add(address(words[1]));
                    }
                }
            }
            return sockets;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> ownInodes() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** The address is in words of four bytes, each in the machine's order. */
    private static String address(String written) throws UnknownHostException {
        var parts = written.split(":");
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
        var address = ByteBuffer.allocate(bytes.capacity());
        while (bytes.hasRemaining()) {
            var word = bytes.getInt();
            address.putInt(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word);
        }
        return InetAddress.getByAddress(address.array()).getHostAddress() + ":" + Integer.parseInt(parts[1], 16);
    }
}
