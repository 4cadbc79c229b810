package io.hindsight.testing;

import java.nio.file.Path;

/**
 * A real MySQL in StarRocks' place, for what the two have in common: the protocol, the driver, and what the statements
 * compute. It is told {@link StarRocksInMySql another spelling} of a few of them. It proves nothing of StarRocks' own:
 * its DDL, its versions, the atomicity of an INSERT, its speed.
 */
public final class StarRocksStandIn implements JdbcServer {

    private final MySqlServer mySql;

    private StarRocksStandIn(MySqlServer mySql) {
        this.mySql = mySql;
    }

    /** Starts it on the data in the directory; an empty directory becomes a new server. */
    public static StarRocksStandIn start(Path directory) {
        return new StarRocksStandIn(MySqlServer.start(directory));
    }

    /** The address of a MySQL as that of a stand-in. */
    public static String url(String mySqlUrl) {
        return StandInDriver.url(mySqlUrl);
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl("");
    }

    @Override
    public String jdbcUrl(String database) {
        return StandInDriver.url(mySql.jdbcUrl(database));
    }

    @Override
    public String username() {
        return mySql.username();
    }

    @Override
    public String password() {
        return mySql.password();
    }

    @Override
    public int port() {
        return mySql.port();
    }

    @Override
    public ServerProcess process() {
        return mySql.process();
    }
}
