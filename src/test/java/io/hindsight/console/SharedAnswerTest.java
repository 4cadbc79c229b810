package io.hindsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many who ask for something slow cost as much as one, and none waits for long. */
class SharedAnswerTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch slow = new CountDownLatch(1);

    @Test
    void manyWhoAskAreOneReader() {
        var answer = new SharedAnswer<>(() -> {
            begun.incrementAndGet();
            await();
            return "found";
        });
        var asked = Instant.now();
        var people = IntStream.range(0, 30)
                .mapToObj(one -> CompletableFuture.supplyAsync(answer::get, task -> new Thread(task).start()))
                .toList();
        people.forEach(one -> assertThatThrownBy(one::join).hasCauseInstanceOf(Problem.class));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(begun).hasValue(1);
        slow.countDown();
        assertThat(answer.get()).isEqualTo("found");
    }

    @Test
    void whatIsNotSoAnyMoreIsFoundAnew() {
        var answer = new SharedAnswer<>(begun::incrementAndGet);
        assertThat(answer.get()).isEqualTo(1);
        assertThat(answer.get()).as("of a moment ago").isEqualTo(1);
        answer.forget();
        assertThat(answer.get()).isEqualTo(2);
    }

    @Test
    void aFailureIsTheirsWhoAskedForIt() {
        var answer = new SharedAnswer<>(() -> {
            if (begun.incrementAndGet() == 1) {
                throw new Problem(503, "away");
            }
            return "found";
        });
        assertThatThrownBy(answer::get).isInstanceOf(Problem.class).hasMessage("away");
        assertThat(answer.get()).isEqualTo("found");
    }

    private void await() {
        try {
            slow.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
