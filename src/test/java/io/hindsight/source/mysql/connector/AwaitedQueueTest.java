package io.hindsight.source.mysql.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.pipeline.Sizeable;
import io.debezium.util.LoggingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every change comes out of Debezium's queue once, in order, whoever is quicker, and none is slept over. */
class AwaitedQueueTest {
    private static final int CHANGES = 20_000;
    private static final int LARGEST = 64;
    private static final long FOR_EVER_MILLIS = TimeUnit.HOURS.toMillis(1);

    private record Change(int number) implements Sizeable {
        @Override
        public long objectSize() {
            return 1;
        }
    }

    private final AwaitedQueue<Change> changes = new AwaitedQueue<>(LARGEST);
    private final ChangeEventQueue<Change> queue = new ChangeEventQueue.Builder<Change>()
            .pollInterval(Duration.ofMillis(1))
            .maxBatchSize(5)
            .maxQueueSize(LARGEST)
            .loggingContextSupplier(() -> LoggingContext.forConnector("test", "test", "test"))
            .queueProvider(changes)
            .build();

    @Test
    @Timeout(60)
    void aReaderAndAnEngineSideBySide() throws Exception {
        var reader = CompletableFuture.runAsync(() -> {
            for (var number = 0; number < CHANGES; number++) {
                enqueue(number);
            }
        });
        var arrived = new ArrayList<Integer>();
        while (arrived.size() < CHANGES) {
            // it would wait for an hour for one that is there but not seen
            changes.await(FOR_EVER_MILLIS);
            queue.poll().forEach(change -> arrived.add(change.number()));
        }
        reader.get();
        assertThat(arrived)
                .containsExactlyElementsOf(IntStream.range(0, CHANGES).boxed().toList());
    }

    @Test
    @Timeout(60)
    void withoutAChangeItGivesTheEngineItsTurnAgain() throws Exception {
        changes.await(1);
        assertThat(queue.poll()).isEmpty();
    }

    private void enqueue(int number) {
        try {
            queue.enqueue(new Change(number));
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
