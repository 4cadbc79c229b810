package io.hindsight.check;

import io.hindsight.source.Finding;
import java.io.PrintWriter;

/** What checks have found, one line each, printed as it is found. */
public final class Report {

    private final PrintWriter out;
    private int problems;

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Something is as it should be, or will be. */
    public void good(String what) {
        line("ok     ", what);
    }

    /** Something must be changed; what is said ends with the cure. */
    public void wrong(String what) {
        problems++;
        line("WRONG  ", what);
    }

    /** What a check has found, as it weighs it. */
    public void add(Finding finding) {
        var line = finding.what() + "; " + finding.cure();
        switch (finding.level()) {
            case ERROR -> wrong(line);
            case WARNING -> line("note   ", line);
        }
    }

    private void line(String mark, String what) {
        out.println(mark
                + what.lines()
                        .map(String::strip)
                        .reduce((one, next) -> one + " " + next)
                        .orElse(what));
        out.flush();
    }

    /** Counts what must be changed. */
    public int problems() {
        return problems;
    }
}
