package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import java.util.Set;

/** Names the topics of a pipeline, but those of its tables, which {@link io.hindsight.table.TableDeclaration} names. */
public record TopicNames(String pipeline) {

    public static TopicNames of(Settings settings) {
        return new TopicNames(settings.name());
    }

    /** Those that no table can have too; of DDL, which a table's readers leave out, it can. */
    Set<String> own() {
        return Set.of(schemaHistory(), offsets(), capture(), deadLetters());
    }

    /** Where DDL of the captured tables goes. */
    public String schemaChanges() {
        return pipeline;
    }

    /** What the engine learns the tables' former columns from. */
    public String schemaHistory() {
        return pipeline + ".schema-history";
    }

    /** What holds how far capture has come. */
    public String offsets() {
        return pipeline + ".offsets";
    }

    /** Without messages: its partition gives the right to capture, in the consumer group of that name. */
    public String capture() {
        return pipeline + ".capture";
    }

    /** As {@code capture}, for the right to write to a warehouse where a table must not have two writers. */
    public String writer(String warehouse) {
        return pipeline + ".writer-" + warehouse;
    }

    /** Of messages that can't be applied. */
    public String deadLetters() {
        return pipeline + ".dead-letters";
    }
}
