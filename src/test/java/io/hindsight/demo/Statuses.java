package io.hindsight.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.observe.Scrape;
import io.hindsight.observe.Status;
import io.hindsight.testing.RunningProgram;
import java.io.IOException;

/** How a running program is, as it says by HTTP. */
final class Statuses {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Statuses() {}

    static Status of(RunningProgram program) throws IOException, InterruptedException {
        return Status.of(JSON.readTree(program.get("/observe/health")), Scrape.of(program.get("/observe/metrics")));
    }

    /** A number that the program doesn't know yet is 0. */
    static double known(Double number) {
        return number == null ? 0 : number;
    }
}
