package io.hindsight.command.deadletters;

import io.hindsight.command.ExitCodes;
import io.hindsight.deadletter.DeadLetterQueue;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Model.CommandSpec;

/** Opens the queue of dead letters for a command, and reports it when Kafka fails. */
final class OpenQueue {

    private OpenQueue() {}

    /** Opens those that wait, gives what the work with them gives, and says it in a line when Kafka fails. */
    static int with(Settings settings, CommandSpec spec, ToIntFunction<DeadLetterQueue> work) {
        try (var letters = new DeadLetterQueue(settings)) {
            return work.applyAsInt(letters);
        } catch (KafkaException failure) {
            spec.commandLine()
                    .getErr()
                    .println("Kafka at " + settings.kafka().brokers() + ": " + failure.getMessage() + " ("
                            + FailureText.of(failure) + "); check hindsight.kafka.brokers, and whether it is there");
            return ExitCodes.FAILED;
        }
    }
}
