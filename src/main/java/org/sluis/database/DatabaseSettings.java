package org.sluis.database;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What {@link Database#open} needs to know.
 *
 * @param where the bundled server or an own one
 * @param poolSize connections of the run-time role, at least 1
 * @param sessionZone time zone of every session; UTC, but for tests that show that nothing leans on it
 * @param clock compared with the database's clock at start
 */
public record DatabaseSettings(Where where, int poolSize, ZoneId sessionZone, Clock clock) {
    private static final String POOL = "16";

    /** Everything {@link #from} reads. */
    public static final List<String> KEYS = List.of(
            "SLUIS_DB_URL",
            "SLUIS_DB_OWNER_USER",
            "SLUIS_DB_OWNER_PASSWORD",
            "SLUIS_DB_APP_USER",
            "SLUIS_DB_APP_PASSWORD",
            "SLUIS_DB_AUDITOR_USER",
            "SLUIS_DB_AUDITOR_PASSWORD",
            "SLUIS_DB_POOL");

    public DatabaseSettings {
        if (poolSize < 1) {
            throw new IllegalArgumentException("SLUIS_DB_POOL is " + poolSize + ": give a number from 1 up");
        }
    }

    /** Which server: {@link Bundled} or {@link Own}. */
    public sealed interface Where {}

    /** The PostgreSQL that comes with Sluis, in the folder {@code postgres} below {@code data}. */
    public record Bundled(Path data) implements Where {}

    /** A PostgreSQL that someone else runs; database and roles exist already. */
    public record Own(String url, Login owner, Login app, Login auditor) implements Where {
        public Own {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("SLUIS_DB_URL must begin with jdbc:postgresql:");
            }
        }
    }

    /**
     * Reads {@code SLUIS_DB_URL} and, with it, {@code SLUIS_DB_OWNER_USER}, {@code SLUIS_DB_OWNER_PASSWORD} and the same
     * for {@code APP} and {@code AUDITOR}; without a URL the bundled server below {@code data} is meant. {@code SLUIS_DB_POOL}
     * is the pool size (16). A user that is not named is the role itself ({@code sluis_owner} …); a password must be given.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    public static DatabaseSettings from(Map<String, String> environment, Path data, Clock clock) {
        String url = environment.getOrDefault("SLUIS_DB_URL", "");
        Where where = url.isBlank()
                ? new Bundled(data)
                : new Own(
                        url,
                        login(environment, "OWNER", Roles.OWNER),
                        login(environment, "APP", Roles.APP),
                        login(environment, "AUDITOR", Roles.AUDITOR));
        return new DatabaseSettings(where, poolSize(environment), ZoneId.of("UTC"), clock);
    }

    private static int poolSize(Map<String, String> environment) {
        String size = environment.getOrDefault("SLUIS_DB_POOL", POOL);
        if (!size.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("SLUIS_DB_POOL is not a number from 1 to 9999");
        }
        return Integer.parseInt(size);
    }

    private static Login login(Map<String, String> environment, String who, String role) {
        String password = environment.get("SLUIS_DB_" + who + "_PASSWORD");
        if (password == null) {
            throw new IllegalArgumentException(
                    "SLUIS_DB_URL is set but SLUIS_DB_" + who + "_PASSWORD is not: give the password of " + role);
        }
        return new Login(environment.getOrDefault("SLUIS_DB_" + who + "_USER", role), password);
    }
}
