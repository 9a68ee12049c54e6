package org.sluis.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.ZoneId;
import org.postgresql.ds.PGSimpleDataSource;

/** Ways into a database: one by one at start, pooled afterwards. None keeps the detail of a server's error. */
final class Connections {
    static final String SCHEMA = "sluis";
    private static final int CONNECT_SECONDS = 5;
    private static final long POOL_TIMEOUT_MILLIS = 3000;

    private Connections() {}

    static PGSimpleDataSource single(String url, Login login) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setLogServerErrorDetail(false);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("sluis");
        return source;
    }

    static HikariDataSource pool(String url, Login login, int size, ZoneId sessionZone, boolean readOnly) {
        PGSimpleDataSource source = single(url, login);
        source.setCurrentSchema(SCHEMA);
        HikariConfig config = new HikariConfig();
        config.setPoolName(login.user());
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(readOnly ? 0 : size);
        config.setAutoCommit(false);
        config.setReadOnly(readOnly);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("SET TIME ZONE '" + sessionZone.getId() + "'");
        config.setConnectionTimeout(POOL_TIMEOUT_MILLIS);
        return new HikariDataSource(config);
    }
}
