package io.hindsight.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Finds a slow answer once for all who ask meanwhile, in a thread of its own. Nobody waits longer than people do: who comes
 * too early is told what was found before, if anything was.
 */
final class SharedAnswer<T> {

    private static final long PATIENCE_MILLIS = 1_500;
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Supplier<T> find;
    private CompletableFuture<T> finding;
    private T last;
    private long lastAt;

    SharedAnswer(Supplier<T> find) {
        this.find = find;
    }

    /**
     * Gives the answer of a moment ago, or a new one.
     *
     * @throws Problem when there is none yet; what fails on the way is thrown as it is
     */
    T get() {
        var now = begin();
        try {
            return now.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return before();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "the program stops");
        }
    }

    private synchronized CompletableFuture<T> begin() {
        if (last != null && System.nanoTime() - lastAt < FRESH_NANOS) {
            return CompletableFuture.completedFuture(last);
        }
        if (finding == null) {
            var begun = new CompletableFuture<T>();
            finding = begun;
            var thread = new Thread(() -> find(begun), "shared-answer");
            thread.setDaemon(true);
            thread.start();
        }
        return finding;
    }

    private void find(CompletableFuture<T> begun) {
        try {
            var found = find.get();
            ended(begun, found);
            begun.complete(found);
        } catch (RuntimeException | Error failed) {
            ended(begun, null);
            begun.completeExceptionally(failed);
        }
    }

    /** One that was begun before something changed is for those only who asked before that. */
    private synchronized void ended(CompletableFuture<T> begun, T found) {
        if (finding == begun) {
            finding = null;
            if (found != null) {
                last = found;
                lastAt = System.nanoTime();
            }
        }
    }

    private synchronized T before() {
        if (last == null) {
            throw new Problem(503, "it takes a while to find that; ask again in a moment");
        }
        return last;
    }

    /** What was found isn't so any more. */
    synchronized void forget() {
        finding = null;
        last = null;
    }
}
