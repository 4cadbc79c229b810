package io.hindsight.source.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SourceOrder;
import java.util.Optional;

/** Orders changes by the transaction that they follow, and in theirs as the log tells them. */
public final class WalOrder implements SourceOrder {

    @Override
    public Optional<String> changeSeq(int epoch, JsonNode source) {
        return source.has(WalOffset.COMMIT)
                ? Optional.of(new WalOffset(
                                source.path(WalOffset.TIMELINE).asInt(-1),
                                source.path(WalOffset.COMMIT).asLong(-1))
                        .changeSeq(epoch, source.path(WalOffset.ROW).asLong(-1)))
                : Optional.empty();
    }
}
