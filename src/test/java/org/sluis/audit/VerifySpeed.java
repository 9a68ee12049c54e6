package org.sluis.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.TileWriter;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyFolder;

/** Says how many entries a second are verified from an export. Not a test. */
final class VerifySpeed {
    private VerifySpeed() {}

    public static void main(String... args) throws IOException {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("log");
        KeyFolder keys = KeyFolder.open(Files.createTempDirectory("keys"), Ids.random());
        Event event = Event.of(EventKind.DISCLOSURE_REFUSED, "stichting-waterlee", Instant.EPOCH)
                .with("disclosure", "5f0c7c1e-4f0e-4c0a-9b53-0d2f5e1f7a11")
                .with("reason", "consent-missing-holder")
                .with("rows", java.util.List.of("nl-R01", "nl-R07"));
        String body = new String(Entry.of(event, Ids.random(), keys).body(), StandardCharsets.UTF_8);
        MerkleTree tree = new MerkleTree();
        try (TileWriter writer = new TileWriter(folder)) {
            for (int i = 0; i < size; i++) {
                byte[] entry = body.replace("nl-R07", "nl-" + i).getBytes(StandardCharsets.UTF_8);
                tree.append(MerkleTree.leaf(entry));
                writer.append(entry);
            }
        }
        Files.writeString(folder.resolve("checkpoint"), MemoryFiles.note(size, tree.root()));
        String key = VerifierKey.of(LogFixture.ORIGIN, MemoryFiles.SIGNER.publicKey())
                .text();
        Files.writeString(folder.resolve("key"), key + "\n");
        for (int run = 0; run < 6; run++) {
            long start = System.nanoTime();
            String message = LogVerifier.verify(folder).message();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            System.out.println(
                    millis + " ms, " + size * 1000L / millis + " entries/s of " + body.length() + " bytes; " + message);
        }
    }
}
