package io.hindsight.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log file as a paragraph for an error message. */
final class LogTail {
    private static final int BYTES = 4_000;

    private LogTail() {}

    static String of(Path log) {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = Math.max(0, all.length - BYTES);
            return "the end of " + log + ":\n" + new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no log can be read: " + e;
        }
    }
}
