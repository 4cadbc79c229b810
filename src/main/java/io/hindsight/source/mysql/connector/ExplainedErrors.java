package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.network.ServerException;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.pipeline.ErrorHandler;
import io.hindsight.capture.CaptureException;
import java.util.Objects;
import java.util.stream.Stream;

/** Says how to go on where a MySQL refuses to send its binlog. */
final class ExplainedErrors extends MySqlErrorHandler {

    ExplainedErrors(MySqlConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        super(config, queue, before);
    }

    @Override
    public void setProducerThrowable(Throwable failure) {
        var isRefusal = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ServerException && cause.getMessage().contains("anonymous transaction"));
        super.setProducerThrowable(
                isRefusal
                        ? new CaptureException(
                                "the binlog has transactions without GTIDs that capture has yet to read, and the server"
                                        + " sends none while its gtid_mode is ON: SET GLOBAL gtid_mode = ON_PERMISSIVE,"
                                        + " and ON again when capture has read them",
                                failure)
                        : failure);
    }
}
