package io.hindsight.capture.reread;

import io.hindsight.kafka.Notes;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Knows rows that were forgotten by hashes of their keys, while the past is read. For one thread at a time. */
public final class ForgottenKeys implements AutoCloseable {

    private static final String METHOD = "HmacSHA256";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Settings settings;
    private final Notes notes;
    private final SourceDriver source;
    private final Map<String, SourceOffset> places = new ConcurrentHashMap<>();
    private long looked = System.nanoTime() - LOOK.toNanos();

    public ForgottenKeys(Settings settings) {
        this.settings = settings;
        this.notes = new Notes(settings, Notes.NoteKind.FORGOTTEN);
        this.source = SourceDriver.of(settings.source().kind());
    }

    /** Whether a row's change is from before the row was forgotten. */
    public boolean has(TableName table, byte[] key, SourceOffset place) {
        if (System.nanoTime() - looked >= LOOK.toNanos()) {
            notes.readOn((name, note) -> note.flatMap(source::offset)
                    .ifPresent(forgotten -> places.put(name.path("key").asText(), forgotten)));
            looked = System.nanoTime();
        }
        if (places.isEmpty() || key == null) {
            return false;
        }
        var forgotten = places.get(hash(settings, table, key));
        return forgotten != null && place.compareTo(forgotten) < 0;
    }

    /** Without the secret nobody finds by trying which key it was. */
    static String hash(Settings settings, TableName table, byte[] key) {
        try {
            var mac = Mac.getInstance(METHOD);
            var secret = settings.name() + "\n" + settings.maskSecret();
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), METHOD));
            mac.update((table + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(key));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        notes.close();
    }
}
