package io.hindsight.source.mysql;

import com.fasterxml.jackson.databind.JsonNode;
import io.hindsight.history.SeqPart;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.ColumnWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Opens MySQL and MariaDB. */
public final class MySqlDriver implements SourceDriver {

    @Override
    public boolean accepts(SourceKind kind) {
        return kind == SourceKind.MYSQL || kind == SourceKind.MARIADB;
    }

    @Override
    public Source open(SourceSettings settings, Duration answer) throws SQLException {
        return new MySqlSource(settings, answer);
    }

    @Override
    public Optional<SourceOffset> offset(JsonNode stored) {
        return BinlogOffset.stored(stored).map(SourceOffset.class::cast);
    }

    @Override
    public SourceOffset place(Struct source) {
        return new BinlogOffset(source.getString("file"), source.getInt64("pos"));
    }

    @Override
    public ColumnWords column(Field field, int keyPosition) {
        return PropagatedColumn.of(field, keyPosition);
    }

    @Override
    public List<SeqPart> order() {
        return BinlogOffset.ORDER;
    }

    @Override
    public List<Finding> check(Settings settings) {
        return new SourceCheck(settings).run();
    }
}
