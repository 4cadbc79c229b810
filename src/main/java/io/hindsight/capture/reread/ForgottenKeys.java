package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.history.ExactJson;
import io.hindsight.history.ForgottenRows;
import io.hindsight.history.UnreadableException;
import io.hindsight.kafka.Notes;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers in Kafka which rows were forgotten, and how far the source's log had come then: of their keys only a hash under
 * a secret.
 */
public final class ForgottenKeys implements ForgottenRows, AutoCloseable {

    /** Within that time every instance knows of a row that it was forgotten. */
    public static final Duration LOOK = Duration.ofSeconds(1);

    private static final String METHOD = "HmacSHA256";
    private static final Pattern LAST_ZEROS = Pattern.compile("(\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d*[1-9])?)\\.?0*Z\"$");
    private static final String REDACTED = "redacted";
    private static final String CHANGE_SEQ = "change_seq";

    private final Settings settings;
    private final Notes notes;
    private final Map<String, String> gone = new ConcurrentHashMap<>();
    private final Map<String, String> redacted = new ConcurrentHashMap<>();
    private volatile String last = "";
    private volatile long looked = System.nanoTime() - LOOK.toNanos();

    public ForgottenKeys(Settings settings) {
        this.settings = settings;
        this.notes = new Notes(settings, Notes.NoteKind.FORGOTTEN);
    }

    /**
     * Notes that a row was forgotten when the log had come to a place.
     *
     * @param key as messages have it
     * @param isRedacted whether its versions stay, without their values
     */
    public static void note(Settings settings, TableName table, SourceOffset place, byte[] key, boolean isRedacted) {
        var name = JsonNodeFactory.instance
                .objectNode()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table())
                .put("key", hash(settings, table, key))
                .put(REDACTED, isRedacted);
        var note =
                place.json().put(CHANGE_SEQ, place.changeSeq(settings.source().epoch()));
        try (var notes = new Notes(settings, Notes.NoteKind.FORGOTTEN)) {
            notes.store(Map.of(name, Optional.of(note)));
        }
    }

    @Override
    public Rest restOf(TableName table, byte[] key, String seq) {
        if (System.nanoTime() - looked >= LOOK.toNanos()) {
            look();
        }
        // nearly all changes are later than all that was forgotten
        if (key == null || seq.compareTo(last) >= 0) {
            return Rest.ALL;
        }
        var hash = hash(settings, table, key);
        return isBefore(seq, gone.get(hash)) ? Rest.NOTHING : isBefore(seq, redacted.get(hash)) ? Rest.KEY : Rest.ALL;
    }

    private static boolean isBefore(String seq, String forgotten) {
        return forgotten != null && seq.compareTo(forgotten) < 0;
    }

    private synchronized void look() {
        if (System.nanoTime() - looked >= LOOK.toNanos()) {
            var now = System.nanoTime();
            notes.readOn((name, note) -> note.ifPresent(forgotten -> take(name, forgotten)));
            looked = now;
        }
    }

    private void take(JsonNode name, JsonNode forgotten) {
        var seq = forgotten.path(CHANGE_SEQ).asText();
        (name.path(REDACTED).asBoolean() ? redacted : gone).put(name.path("key").asText(), seq);
        if (seq.compareTo(last) > 0) {
            last = seq;
        }
    }

    /** Without the secret nobody finds by trying which key it was. */
    private static String hash(Settings settings, TableName table, byte[] key) {
        try {
            var mac = Mac.getInstance(METHOD);
            var secret = settings.name() + "\n" + settings.maskSecret();
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), METHOD));
            mac.update((table + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(canonical(key).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Neither the order of columns nor the last zeros of a number or a moment make another key. */
    private static String canonical(byte[] key) {
        try {
            var values = new TreeMap<String, String>();
            ExactJson.read(key).fields().forEachRemaining(field -> values.put(field.getKey(), text(field.getValue())));
            return values.toString();
        } catch (UnreadableException ofAnotherProducer) {
            return HexFormat.of().formatHex(key);
        }
    }

    private static String text(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toString()
                : LAST_ZEROS.matcher(value.toString()).replaceFirst("$1Z\"");
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
