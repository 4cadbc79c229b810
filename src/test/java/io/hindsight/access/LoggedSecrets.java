package io.hindsight.access;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Listens to all that anybody logs at DEBUG, also where that is turned off, and keeps what tells a secret. */
final class LoggedSecrets extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final List<String> LOUD = List.of(
            "io.hindsight",
            "io.debezium",
            "org.apache.kafka",
            "org.apache.camel",
            "com.zaxxer.hikari",
            "com.clickhouse",
            "com.github.shyiko",
            "com.mysql",
            "org.postgresql");

    private final String secret;
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final List<Level> before =
            LOUD.stream().map(name -> logger(name).getLevel()).toList();

    LoggedSecrets(String secret) {
        this.secret = secret;
        setContext(logger(Logger.ROOT_LOGGER_NAME).getLoggerContext());
        start();
        LOUD.forEach(name -> {
            logger(name).setLevel(Level.DEBUG);
            // tens of thousands of lines, that nobody else wants
            logger(name).setAdditive(false);
            logger(name).addAppender(this);
        });
    }

    @Override
    protected void append(ILoggingEvent event) {
        var text = event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
        if (text.contains(secret)) {
            found.add(event.getLoggerName() + ": " + text);
        }
    }

    List<String> found() {
        return found;
    }

    @Override
    public void close() {
        for (var number = 0; number < LOUD.size(); number++) {
            logger(LOUD.get(number)).detachAppender(this);
            logger(LOUD.get(number)).setAdditive(true);
            logger(LOUD.get(number)).setLevel(before.get(number));
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
