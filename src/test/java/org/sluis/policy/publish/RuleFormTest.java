package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.policy.pack.PackSource;

/** What may be posted about rules, key by key; a fault is a pointer and a code and never what was posted. */
class RuleFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROPOSAL = "'proposal':'00000000-0000-0007-0000-000000000001'";
    private static final String DIGEST = "ab".repeat(32);
    private static final String PUBLISHING =
            "{" + PROPOSAL + ",'digest':'" + DIGEST + "','effective':'2026-12-01T10:00:00.9Z','signature':'a.b-c_D.9'}";
    private static final String CLOSING = "{'kind':'recipient','name':'de-brug'}";
    private static final String REOPENING = "{" + PROPOSAL + ",'kind':'connector','name':'oso','signature':'a.b.c'}";
    private static final String WORD = "{'word':'advised-against','note':'Too much.\\nLook again.'}";

    @Test
    void whatIsInOrderIsRead() {
        RuleForm.Publishing publishing = RuleForm.Publishing.read(bytes(PUBLISHING));
        assertThat(publishing)
                .isEqualTo(new RuleForm.Publishing(
                        new UUID(7, 1), null, DIGEST, Instant.parse("2026-12-01T10:00:00Z"), "a.b-c_D.9"));
        assertThat(RuleForm.Closing.read(bytes(CLOSING)))
                .isEqualTo(new RuleForm.Closing(RuleChange.Kind.RECIPIENT, "de-brug"));
        assertThat(RuleForm.Reopening.read(bytes(REOPENING)))
                .isEqualTo(new RuleForm.Reopening(
                        new UUID(7, 1), new RuleForm.Closing(RuleChange.Kind.CONNECTOR, "oso"), "a.b.c"));
        assertThat(RuleForm.Word.read(bytes(WORD)))
                .isEqualTo(new RuleForm.Word("advised-against", "Too much.\nLook again."));
        assertThat(RuleForm.Word.read(bytes("{'word':'accepted'}")).note()).isNull();
    }

    @Test
    void aPackIsReadUnderItsOwnDigest() throws IOException {
        PackSource source = PublishingTest.shipped();
        RuleForm.Publishing read = RuleForm.Publishing.read(posted(Map.of("id", source.id(), "files", source.files())));
        assertThat(read.source()).isEqualTo(source);
        assertThat(read.digest()).isEqualTo(source.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "'x'",
                "{'id':'020-plan','files':{}}",
                "{'id':'020-plan','files':{'policy.yaml':'a','dictionary.yaml':'b'}}",
                "{'id':'020-plan','files':{'policy.yaml':'a','dictionary.yaml':'b','agreement.yaml':'c','more.yaml':'d'}}",
            })
    void whatIsNoPackIsRefused(String pack) throws IOException {
        refused(posted(JSON.readTree(pack.replace('\'', '"'))), RuleForm.Publishing::read, "/pack:not-a-pack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "digest|'ABAB'|/digest:not-valid",
                "digest|'abab'|/digest:not-valid",
                "digest|5|/digest:not-valid",
                "proposal|'7'|/proposal:not-valid",
                "proposal|'00000000-0000-0007-0000-00000000000G'|/proposal:not-valid",
                "proposal|null|/proposal:not-valid",
                "effective|'tomorrow'|/effective:not-a-moment",
                "effective|null|/effective:not-a-moment",
                "signature|''|/signature:not-valid",
                "signature|'a b'|/signature:not-valid",
                "signature|{}|/signature:not-valid",
                "colour|'blue'|/:unknown-key",
            })
    void whatIsOutOfBoundsIsNotPublished(String key, String value, String fault) throws IOException {
        refused(with(PUBLISHING, key, value), RuleForm.Publishing::read, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kind|'everything'|/kind:not-valid",
                "kind|'Recipient'|/kind:not-valid",
                "name|'De-Brug'|/name:not-valid",
                "name|'b'|/name:not-valid",
                "name|'-brug'|/name:not-valid",
                "name|'brug-'|/name:not-valid",
                "name|''|/name:not-valid",
                "colour|'blue'|/:unknown-key",
            })
    void whatIsOutOfBoundsIsNeitherClosedNorOpened(String key, String value, String fault) throws IOException {
        refused(with(CLOSING, key, value), RuleForm.Closing::read, fault);
        refused(with(REOPENING, key, value), RuleForm.Reopening::read, fault);
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        refused(with(PUBLISHING, "signature", "'" + "a".repeat(2001) + "'"), RuleForm.Publishing::read, "/signature:");
        refused(with(REOPENING, "signature", "'" + "a".repeat(2001) + "'"), RuleForm.Reopening::read, "/signature:");
        refused(with(REOPENING, "proposal", "''"), RuleForm.Reopening::read, "/proposal:not-valid");
        refused(with(CLOSING, "name", "'" + "a".repeat(64) + "'"), RuleForm.Closing::read, "/name:not-valid");
        refused(with(WORD, "note", "'" + "a".repeat(4001) + "'"), RuleForm.Word::read, "/note:not-valid");
        assertThat(RuleForm.Word.read(with(WORD, "note", "'" + "a".repeat(4000) + "'"))
                        .note())
                .hasSize(4000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "word|'approved'|/word:not-valid",
                "word|''|/word:not-valid",
                "note|''|/note:not-valid",
                "note|null|/note:not-valid",
                "colour|'blue'|/:unknown-key"
            })
    void anotherWordIsNotSaid(String key, String value, String fault) throws IOException {
        refused(with(WORD, key, value), RuleForm.Word::read, fault);
    }

    private static void refused(byte[] body, Function<byte[], Object> reading, String fault) {
        assertThatThrownBy(() -> reading.apply(body)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.POLICY_NOT_VALID);
            assertThat(refused.where()).singleElement().asString().startsWith(fault);
        });
    }

    private static byte[] posted(Object pack) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(bytes(PUBLISHING));
        body.remove("digest");
        body.set("pack", JSON.valueToTree(pack));
        return JSON.writeValueAsBytes(body);
    }

    private static byte[] with(String form, String key, String value) throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(bytes(form));
        JsonNode written = JSON.readTree(bytes(value));
        return JSON.writeValueAsBytes(body.set(key, written));
    }

    private static byte[] bytes(String form) {
        return form.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
