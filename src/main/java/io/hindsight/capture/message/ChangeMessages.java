package io.hindsight.capture.message;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.held.TroubledTableException;
import io.hindsight.context.ContextSettings;
import io.hindsight.kafka.TableTopics;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.Topics;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The messages for {@code kafka:} that a run of changes becomes: Debezium's envelope, and its key as JSON. */
public final class ChangeMessages implements CamelContextAware {

    private static final int NO_PARTITION = -1;

    /** What follows from the declared tables, which become more where patterns find them. */
    private record Writing(List<TableDeclaration> tables, MessageForms forms, Map<TableName, List<String>> topics) {}

    private CamelContext context;
    private Settings settings;
    private volatile Writing known;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
        settings = ContextSettings.of(camelContext);
        known = writing(settings.tables());
    }

    private Writing writing(List<TableDeclaration> tables) {
        var topics = new HashMap<TableName, List<String>>();
        for (var table : tables) {
            var known = topics.computeIfAbsent(table.source(), source -> new ArrayList<>());
            var topic = table.topic(settings.name());
            if (!known.contains(topic)) {
                known.add(topic);
            }
        }
        tables.stream()
                .filter(table -> TableTopics.fault(settings, table).isPresent())
                .forEach(table -> topics.remove(table.source()));
        // what is said to capture itself goes nowhere
        settings.source().signalTable().ifPresent(signals -> topics.putIfAbsent(signals, List.of()));
        return new Writing(tables, MessageForms.of(settings, Map.of()), topics);
    }

    private Writing known() {
        var tables = settings.tables();
        if (tables != known.tables()) {
            known = writing(tables);
        }
        return known;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** A message for each row's change, keyed by the row's key; written one by one while they are sent. */
    public Iterable<Message> rows(Exchange exchange) {
        var run = ChangeRuns.records(exchange.getMessage());
        var deduplication = deduplication(exchange);
        var held = HeldChanges.of(exchange);
        var forms = forms(exchange);
        return () -> new UntilFailed(
                exchange, run.iterator(), change -> held.unlessHeld(change, () -> row(forms, change, deduplication)));
    }

    /** The marker of an emptied table, for every partition: each holds keys that the marker ends. */
    public List<Message> truncate(Exchange exchange) {
        var change = ChangeRuns.records(exchange.getMessage()).get(0);
        var forms = forms(exchange);
        return HeldChanges.of(exchange).unlessHeld(change, () -> truncate(forms, change));
    }

    private List<Message> truncate(MessageForms forms, SourceRecord change) {
        var table = table(change);
        var about = forms.headers().ofTruncate(change);
        try (var kafka = new Topics(settings)) {
            return topics(table).stream()
                    .flatMap(topic -> {
                        var value = event(forms, change, topic);
                        return IntStream.range(0, kafka.partitions(topic))
                                .<Message>mapToObj(
                                        partition -> new TopicMessage(context, topic, null, partition, about, value));
                    })
                    .toList();
        }
    }

    /** A message for each DDL statement, to the topic that has the pipeline's name. */
    public Iterable<Message> schema(Exchange exchange) {
        var run = ChangeRuns.records(exchange.getMessage());
        var forms = forms(exchange);
        return () -> new UntilFailed(
                exchange,
                run.iterator(),
                change -> List.of(new TopicMessage(
                        context,
                        TopicNames.of(settings).schemaChanges(),
                        forms.json().of(change.keySchema(), change.key()),
                        null,
                        forms.headers().plain(),
                        forms.json().of(change.valueSchema(), change.value()))));
    }

    private List<Message> row(MessageForms forms, SourceRecord change, Deduplication deduplication) {
        var table = table(change);
        if (change.keySchema() != null) {
            forms.masks().checkKey(table, change.keySchema());
        }
        // a table that has lost its primary key stops where it is applied, and no other with it
        var key = change.key() == null ? null : event(change, () -> forms.json().of(change.keySchema(), change.key()));
        if (forms.leftOut().has(change, key)) {
            return List.of();
        }
        var topics = topics(table);
        var about = forms.firsts().marked(change.topic(), key, forms.headers().of(change));
        return topics.size() == 1 && deduplication.isEmpty()
                ? List.of(message(forms, change, topics.get(0), key, about))
                : topics.stream()
                        .filter(topic -> deduplication.isEmpty()
                                || !deduplication.isDuplicate(change, topic, NO_PARTITION, key, json(forms, change)))
                        .map(topic -> message(forms, change, topic, key, about))
                        .toList();
    }

    private Message message(
            MessageForms forms, SourceRecord change, String topic, byte[] key, Map<String, Object> about) {
        var value = event(forms, change, topic);
        if ((key == null ? 0 : key.length) + value.length > settings.kafka().maxMessageBytes()) {
            throw tooLarge(change);
        }
        return new TopicMessage(context, topic, key, null, about, value);
    }

    private byte[] event(MessageForms forms, SourceRecord change, String topic) {
        return event(change, () -> forms.values().of(topic, table(change), change.valueSchema(), change.value()));
    }

    /** As earlier changes are compared with it, whatever they were sent as. */
    private byte[] json(MessageForms forms, SourceRecord change) {
        return event(
                change, () -> forms.json().ofEvent(change.valueSchema(), change.value(), forms.masks(), table(change)));
    }

    private byte[] event(SourceRecord change, Supplier<byte[]> written) {
        try {
            return written.get();
        } catch (TooLargeException tooLarge) {
            throw tooLarge(change);
        }
    }

    private TroubledTableException tooLarge(SourceRecord change) {
        return new TroubledTableException(
                "a change of " + table(change) + " takes more bytes than hindsight.kafka.max-message-bytes="
                        + settings.kafka().maxMessageBytes(),
                "raise that, and max.message.bytes of the topic if it exists, and restart");
    }

    private List<String> topics(TableName table) {
        var topics = known().topics().get(table);
        if (topics == null) {
            if (settings.declared().refused().containsKey(table)) {
                return List.of();
            }
            throw settings.tables().stream()
                    .filter(declared -> declared.source().equals(table))
                    .flatMap(declared -> TableTopics.fault(settings, declared)
                            .map(fault -> new TroubledTableException(fault, TableTopics.cure(settings, declared)))
                            .stream())
                    .findFirst()
                    .<RuntimeException>map(trouble -> trouble)
                    .orElseGet(() -> new CaptureException("changes of " + table + " arrive, but no table is"
                            + " declared with exactly this source: correct hindsight.table.<name>.source"));
        }
        return topics;
    }

    private MessageForms forms(Exchange exchange) {
        return MessageForms.of(exchange, known().forms());
    }

    private static TableName table(SourceRecord change) {
        return SourceBlock.table((Struct) change.value());
    }

    private static Deduplication deduplication(Exchange exchange) {
        return exchange.getProperty(Deduplication.class.getName(), Deduplication.NONE, Deduplication.class);
    }

    /** Ends as soon as Kafka has refused a message: the others would each wait for it in vain. */
    private static final class UntilFailed implements Iterator<Message> {

        private final Exchange exchange;
        private final Iterator<SourceRecord> changes;
        private final Function<SourceRecord, List<Message>> write;
        private Iterator<Message> ready = List.<Message>of().iterator();

        private UntilFailed(
                Exchange exchange, Iterator<SourceRecord> changes, Function<SourceRecord, List<Message>> write) {
            this.exchange = exchange;
            this.changes = changes;
            this.write = write;
        }

        @Override
        public boolean hasNext() {
            while (exchange.getException() == null && !ready.hasNext() && changes.hasNext()) {
                ready = write.apply(changes.next()).iterator();
            }
            return exchange.getException() == null && ready.hasNext();
        }

        @Override
        public Message next() {
            if (!ready.hasNext() && !hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }
    }
}
