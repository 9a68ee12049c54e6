package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.party.Registrar;
import org.sluis.policy.Folder;
import org.springframework.util.FileSystemUtils;

/** A controller that has no rules yet gets those of the folder, whole, or none: one that is wrong may have restricted. */
class FirstStartTest {
    private static final String PACK = "100-vital-interest";
    private static TestGateway gateway;

    @TempDir
    static Path folder;

    @BeforeAll
    static void open() throws IOException {
        Folder.copyAll(folder);
        gateway = new TestGateway("sluis.policies=" + folder, "sluis.delivery.workers=0");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void whatIsInOrderIsPublishedAndApprovedByNobody() {
        assertThat(begun("in-order"))
                .hasSize(13)
                .allMatch(change -> change.what() == RuleChange.What.PUBLISHED && change.proposal() == null)
                .extracting(RuleChange::name)
                .contains(PACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut",
                "bad-yaml",
                "empty",
                "not-utf8",
                "folder",
                "link",
                "huge",
                "gone",
                "twin",
                "agreement",
                "dictionary"
            })
    void whereOneIsWrongNoneIsPublished(String kind) throws IOException {
        Path policy = folder.resolve(PACK).resolve("policy.yaml");
        Path agreement = folder.resolve("agreements/waterlee/agreement.yaml");
        Path dictionary = folder.resolve("dictionary.yaml");
        Path file = kind.equals("agreement") ? agreement : kind.equals("dictionary") ? dictionary : policy;
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        try {
            damage(kind, file, whole);
            assertThat(begun(kind)).isEmpty();
        } finally {
            FileSystemUtils.deleteRecursively(file);
            Files.deleteIfExists(file);
            Files.write(file, whole);
        }
    }

    private static void damage(String kind, Path file, byte[] whole) throws IOException {
        String text = new String(whole, StandardCharsets.UTF_8);
        switch (kind) {
            case "cut" -> Files.write(file, Arrays.copyOf(whole, whole.length - 5));
            case "bad-yaml" -> Files.writeString(file, "]: &x *x\n" + text);
            case "empty" -> Files.write(file, new byte[0]);
            case "not-utf8" -> {
                whole = whole.clone();
                whole[text.indexOf('#') + 1] = (byte) 0xff;
                Files.write(file, whole);
            }
            case "folder" -> Files.createDirectory(file);
            case "link" -> Files.createSymbolicLink(file, Files.write(folder.resolve("elsewhere.txt"), whole));
            case "huge" -> Files.writeString(file, "#".repeat(300 * 1024) + "\n" + text);
            case "twin" -> Files.writeString(file, text.replace("purpose: vital-interest", "purpose: signal"));
            default -> assertThat(file).doesNotExist();
        }
    }

    /** Its changes, as the node that looks first finds them. */
    private static List<RuleChange> begun(String kind) {
        String tenant = kind + "-scholen";
        gateway.bean(Registrar.class).registerTenant(tenant, "Stichting " + kind);
        return gateway.bean(Published.class).edition(tenant).changes();
    }
}
