package io.hindsight.source.mysql.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.engine.SourceCapture;
import io.hindsight.capture.leadership.Lease;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.capture.offset.StoredServer;
import io.hindsight.kafka.Clients;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.TrustStore;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.source.mysql.connector.MySqlBinlogConnector;
import io.hindsight.source.mysql.schema.LeaderSchemaHistory;
import io.hindsight.source.mysql.structure.Past;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says what the engine of a MySQL or a MariaDB is told, and looks after it. */
final class MySqlCapture implements SourceCapture {

    @Override
    public void prepare(Settings settings, Lease lease) {
        LeaderSchemaHistory.guard(settings, lease);
    }

    @Override
    public Map<String, String> properties(Settings settings) {
        var source = settings.source();
        var properties = new LinkedHashMap<String, String>();
        properties.put("connector.class", MySqlBinlogConnector.class.getName());
        // an engine waits until it may lock whole tables
        MySqlConnection.limits(TimeLimits.STATEMENT).forEach((word, value) -> properties.put("driver." + word, value));
        properties.put("connect.timeout.ms", TimeLimits.millis(TimeLimits.CONNECTING));
        if (source.kind() == SourceKind.MARIADB) {
            properties.putAll(MariaDb.properties(source));
        }
        if (!source.trustStore().isEmpty()) {
            properties.put("database.ssl.truststore", source.trustStore());
            properties.put("database.ssl.truststore.password", TrustStore.PASSWORD);
        }
        Clients.patience().forEach((key, value) -> putHistory(properties, key, String.valueOf(value)));
        settings.kafka().properties().forEach((key, value) -> putHistory(properties, key, value));
        return properties;
    }

    private static void putHistory(Map<String, String> properties, String key, String value) {
        properties.put("schema.history.internal.producer." + key, value);
        properties.put("schema.history.internal.consumer." + key, value);
    }

    @Override
    public Map<String, String> rereading(Settings settings, ObjectNode from) {
        // of another epoch's places the history of columns says nothing
        var isFirstEpoch =
                new StoredOffset(settings).server().flatMap(StoredServer::began).isEmpty();
        return Map.of(
                "database.server.id",
                String.valueOf(settings.reread().serverId()),
                Past.PROPERTY,
                "true",
                LeaderSchemaHistory.PAST,
                isFirstEpoch ? LeaderSchemaHistory.BY_PLACE : LeaderSchemaHistory.UNKNOWN);
    }

    @Override
    public EngineGuard guard(Settings settings) throws SQLException {
        return new BinlogGuard(settings);
    }

    @Override
    public Optional<String> explanation(Settings settings, Throwable failure) {
        return Namesake.isMeant(failure) ? Optional.of(Namesake.words(settings)) : Optional.empty();
    }

    @Override
    public Optional<String> trouble(Settings settings) {
        return new BinlogConnection(settings).trouble();
    }
}
