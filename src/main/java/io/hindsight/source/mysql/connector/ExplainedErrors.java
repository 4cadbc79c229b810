package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.network.ServerException;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.pipeline.ErrorHandler;
import io.hindsight.capture.CaptureException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Says how to go on where a MySQL refuses to send its binlog. */
final class ExplainedErrors extends MySqlErrorHandler {

    ExplainedErrors(MySqlConnectorConfig config, ChangeEventQueue<?> queue, ErrorHandler before) {
        super(config, queue, before);
    }

    @Override
    public void setProducerThrowable(Throwable failure) {
        var refusal = ExceptionUtils.throwableOfType(failure, ServerException.class);
        super.setProducerThrowable(
                refusal != null && refusal.getMessage().contains("anonymous transaction")
                        ? new CaptureException(
                                "the binlog has transactions without GTIDs that capture has yet to read, and the server"
                                        + " sends none while its gtid_mode is ON: SET GLOBAL gtid_mode = ON_PERMISSIVE,"
                                        + " and ON again when capture has read them",
                                failure)
                        : failure);
    }
}
