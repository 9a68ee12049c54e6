package org.sluis.demo;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sluis.SluisApplication;
import org.sluis.canonical.Ids;
import org.sluis.client.Trouble;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.keys.KeyFolder;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway itself, whole, in demo mode: as {@code ./sluis serve} starts it, with a folder and a port of its own. */
final class Gateway implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final ConfigurableApplicationContext context;
    private final URI url;
    private final ConsoleStaff staff = new ConsoleStaff();

    /** Starts it, and waits until it answers. */
    Gateway(Path home, Path data, int port, int carePort, Progress progress) throws Trouble {
        this.url = URI.create("http://localhost:" + port);
        CompletableFuture<Database> database = CompletableFuture.supplyAsync(() -> bundled(data, progress));
        // The first token key takes a second to make, or many on a busy machine: more than who asks for a token waits.
        CompletableFuture<JWKSet> tokenKeys = CompletableFuture.supplyAsync(
                () -> KeyFolder.open(data.resolve("keys"), Ids.random()).tokenKeys());
        SpringApplication application = new SpringApplication(SluisApplication.class);
        application.setLogStartupInfo(false);
        application.addInitializers(starting -> {
            var beans = (DefaultListableBeanFactory) starting.getBeanFactory();
            beans.addBeanPostProcessor(new Opened(beans, database));
            beans.registerSingleton("signInHints", staff);
        });
        this.context = run(
                application,
                database,
                "--sluis.home=" + home,
                "--sluis.data=" + data,
                "--sluis.demo=true",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--sluis.auth.issuer=" + url,
                "--sluis.connectors.validate-first=0", // the care system validates all that it takes
                "--sluis.connectors.fhir-r4.url=http://127.0.0.1:" + carePort + "/fhir",
                "--spring.profiles.active=plain",
                "--logging.level.root=WARN",
                // There is none yet when the folder is new.
                "--logging.level.org.sluis.audit.Sequencer=ERROR",
                "--logging.level.org.springdoc=ERROR",
                // What failed at the start is said once, below.
                "--logging.level.org.springframework=OFF");
        tokenKeys.join();
    }

    /** Always the bundled one: the invented town never comes into a database that SLUIS_DB_URL names. */
    private static Database bundled(Path data, Progress progress) {
        Database database = Database.open(new DatabaseSettings(
                new DatabaseSettings.Bundled(data), CONNECTIONS, ZoneId.of("UTC"), Clock.systemUTC()));
        progress.step("PostgreSQL is up: migrated, fsync on, checksums on");
        return database;
    }

    /** Gives the gateway the database that was being opened while Spring read its classes: seconds of a first start. */
    private record Opened(DefaultListableBeanFactory beans, CompletableFuture<Database> database)
            implements InstantiationAwareBeanPostProcessor {
        @Override
        public @Nullable Object postProcessBeforeInstantiation(Class<?> type, String name) {
            if (!name.equals("database")) {
                return null;
            }
            Database opened = database.join();
            beans.registerDisposableBean(name, opened::close);
            return opened;
        }
    }

    private static ConfigurableApplicationContext run(
            SpringApplication application, CompletableFuture<Database> database, String... settings) throws Trouble {
        try {
            return application.run(settings);
        } catch (RuntimeException failed) {
            database.thenAccept(Database::close);
            Throwable root = failed;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            throw new Trouble(
                    "the gateway did not start: " + root.getMessage(),
                    "If an earlier version of Sluis left what is in the folder: --fresh begins with an empty one.");
        }
    }

    /** Who can be tried as in the console. */
    ConsoleStaff staff() {
        return staff;
    }

    URI url() {
        return url;
    }

    /** A part of it, for what has no HTTP door: registering parties, exporting the log, explaining a decision. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
