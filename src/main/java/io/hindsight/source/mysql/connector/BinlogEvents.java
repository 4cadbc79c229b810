package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;

/** What is done with events of the binlog before Debezium takes them, or in its place. */
final class BinlogEvents {

    /** Debezium's own handler of an event. */
    @FunctionalInterface
    interface Stock {
        void handle() throws InterruptedException;
    }

    /** A table's rows follow. */
    void tableMap(Event event, Stock stock) throws InterruptedException {
        stock.handle();
    }

    /** A statement: DDL, or what begins and ends transactions. */
    void query(Event event, Stock stock) throws InterruptedException {
        stock.handle();
    }
}
