package io.hindsight.source.postgresql.driver;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SeqPart;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.source.postgresql.PostgresWords;
import io.hindsight.source.postgresql.WalOffset;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.table.ColumnWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Opens PostgreSQL. */
public final class PostgresDriver implements SourceDriver {

    @Override
    public boolean accepts(SourceKind kind) {
        return kind == SourceKind.POSTGRESQL;
    }

    @Override
    public Source open(SourceSettings settings, Duration answer) throws SQLException {
        return new PostgresSource(settings, answer);
    }

    @Override
    public Optional<SourceOffset> offset(JsonNode stored) {
        return WalOffset.stored(stored).map(SourceOffset.class::cast);
    }

    @Override
    public SourceOffset place(Struct source) {
        return new WalOffset(source.getInt32(WalOffset.TIMELINE), source.getInt64(WalOffset.COMMIT));
    }

    @Override
    public ColumnWords column(Field field, int keyPosition) {
        return PostgresWords.column(field, keyPosition);
    }

    @Override
    public List<SeqPart> order() {
        return WalOffset.ORDER;
    }

    @Override
    public List<Finding> check(Settings settings) {
        return new PostgresCheck(settings).run();
    }
}
