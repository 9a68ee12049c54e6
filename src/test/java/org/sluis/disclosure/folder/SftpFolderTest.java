package org.sluis.disclosure.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/** The folder's files by SFTP, from a real server on a real socket: its key is known, or nothing is said to it. */
class SftpFolderTest {
    @TempDir
    private Path root;

    private final KeyPair host = key();
    private final KeyPair ours = key();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private SshServer server;
    private Path remote;

    @BeforeEach
    void serve() throws Exception {
        remote = Files.createDirectory(root.resolve("remote"));
        Files.createDirectory(remote.resolve("in"));
        Files.createDirectory(remote.resolve("reports"));
        Files.createDirectory(root.resolve("local"));
        server = SshServer.setUpDefaultServer();
        server.setHost("localhost");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> {
            asked.incrementAndGet();
            return user.equals("de-linde") && KeyUtils.compareKeys(key, ours.getPublic());
        });
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                sessions.incrementAndGet();
            }
        });
        server.start();
        try (var out = Files.newOutputStream(root.resolve("key"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(ours, "sluis", null, out);
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void filesComeAndReportsGo() throws Exception {
        try (TestGateway gateway = gateway(host)) {
            FolderDoorTest.child(new TestTown(gateway), "sftp-1");
            Signals.drop(remote.resolve("in"), "night.csv", Signals.header() + Signals.row("sftp-1", "sftp-1"));
            Files.writeString(remote.resolve("in/unmarked.csv"), Signals.header());

            List<List<String>> report = FolderDoorTest.report(remote, "night.csv");

            assertThat(report).extracting(row -> row.get(2)).containsExactly("accepted");
            until(() -> names(remote.resolve("in")).equals(List.of("unmarked.csv")));
            assertThat(names(remote.resolve("in"))).containsExactly("unmarked.csv");
            assertThat(names(root.resolve("local/done"))).hasSize(1);
            until(() -> names(root.resolve("local/reports/sent")).size() == 1);
            assertThat(names(root.resolve("local/reports/sent"))).containsExactly("night.csv.report.csv");
        }
    }

    @Test
    void aServerWithAnotherKeyIsToldNothing() throws Exception {
        Signals.drop(remote.resolve("in"), "night.csv", Signals.header());
        try (TestGateway gateway = gateway(key())) {
            until(() -> sessions.get() >= 4);

            assertThat(sessions.get()).isGreaterThanOrEqualTo(4);
            assertThat(asked).hasValue(0);
            assertThat(names(remote.resolve("in"))).hasSize(3);
            assertThat(names(root.resolve("local/in"))).isEmpty();
        }
    }

    /** @param known the key that known_hosts holds for the server */
    private TestGateway gateway(KeyPair known) throws IOException {
        Files.writeString(
                root.resolve("known_hosts"),
                "[localhost]:" + server.getPort() + " " + PublicKeyEntry.toString(known.getPublic()) + "\n");
        List<String> settings = new ArrayList<>(Arrays.asList(FolderDoorTest.settings(root.resolve("local"))));
        settings.add("sluis.folders.csv-signal.sftp.open=true");
        settings.add("sluis.folders.csv-signal.sftp.address=de-linde@localhost:" + server.getPort());
        settings.add("sluis.folders.csv-signal.sftp.key-file=" + root.resolve("key"));
        settings.add("sluis.folders.csv-signal.sftp.known-hosts=" + root.resolve("known_hosts"));
        return new TestGateway(settings.toArray(String[]::new));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
