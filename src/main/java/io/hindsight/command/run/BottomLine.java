package io.hindsight.command.run;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps one line at the bottom of a terminal, drawn over itself; it gives way to whatever else is printed. */
final class BottomLine {

    private static final String CLEAR = "\r\033[K";

    private final PrintStream terminal;
    private boolean shown;

    private BottomLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Takes its place in standard output. */
    static BottomLine ofStandardOutput() {
        var line = new BottomLine(System.out);
        System.setOut(new PrintStream(line.new GivingWay(System.out), true, StandardCharsets.UTF_8));
        return line;
    }

    synchronized void show(String text) {
        terminal.print(CLEAR + text);
        terminal.flush();
        shown = true;
    }

    synchronized void clear() {
        if (shown) {
            terminal.print(CLEAR);
            terminal.flush();
            shown = false;
        }
    }

    private final class GivingWay extends FilterOutputStream {

        GivingWay(OutputStream all) {
            super(all);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            synchronized (BottomLine.this) {
                clear();
                out.write(bytes, from, length);
            }
        }
    }
}
