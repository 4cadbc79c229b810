package io.hindsight.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells what a person has to look at while everything else goes on. DOWN while there is such a thing; neither liveness nor
 * readiness: a restart wouldn't help.
 */
public final class Concerns extends AbstractHealthCheck {

    private final Map<String, String> open = new ConcurrentSkipListMap<>();
    private final Function<Map<String, String>, String> text;

    /**
     * Begins with none.
     *
     * @param name by which health names the check
     * @param text says them, by what they are about
     */
    public Concerns(String name, Function<Map<String, String>, String> text) {
        super("hindsight", name);
        this.text = text;
    }

    /** Says what is wrong with something, and gives whether nothing was before. */
    public boolean put(String what, String why) {
        return open.put(what, why) == null;
    }

    /** Nothing is wrong with it any more. */
    public void remove(String what) {
        open.remove(what);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (open.isEmpty()) {
            builder.up();
        } else {
            builder.message(text.apply(open)).down();
        }
    }
}
