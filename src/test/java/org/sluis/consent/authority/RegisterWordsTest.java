package org.sluis.consent.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.consent.AuthorityRecorder;
import org.sluis.consent.Rejections;
import org.springframework.boot.ssl.SslBundles;

/** The words of a register are refused with file and line where they are wrong, and where they are not those of the law. */
class RegisterWordsTest {
    private static final Path SHIPPED = Path.of("consent-policies/law/nl/register/authority.yaml");

    private static final String ADDRESS = "https://localhost:1/";

    private static TestGateway gateway;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void theRegisterHasSixWords() {
        RegisterWords words = RegisterWords.load(SHIPPED);

        assertThat(words.relations()).hasSize(6);
        assertThat(words.kinds()).containsExactlyInAnyOrder("112", "191", "third-with-authority", "unknown-third");
        assertThat(words.states()).containsExactlyInAnyOrder("established", "none", "unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "source: brp | sauce: brp | :3: 'sauce' is not a word that is known here",
                "\"[0-9]{9}\" | \"[0-9{9}\" | :5: not a regular expression",
                "NUMBER\"] | 1\"] | :8: a question says where NUMBER goes",
                "word: /type | word: type | :14: a JSON pointer (RFC 6901) begins with /",
                "least: 0 | least: few | a whole number",
                "others: without-authority | | 'others' is missing"
            })
    void aMistakeIsNamed(String right, String wrong, String said) throws Exception {
        Path law = lawWith(right, wrong == null ? "" : wrong);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegisterWords.load(law.resolve("register/authority.yaml")))
                .withMessageStartingWith("authority.yaml:")
                .withMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "source: brp | source: court-order",
                "source: brp | source: elsewhere",
                "kind: \"112\" | kind: \"999\"",
                "kind: \"112\" | kind: \"113\"",
                "state: none | state: nobody",
                "others: without-authority | others: \"112\"",
                "others: without-authority | others: nothing"
            })
    void aGatewayWhoseRegisterDoesNotSpeakTheLawDoesNotStart(String right, String wrong) throws Exception {
        Path law = lawWith(right, wrong);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(law, ADDRESS, key()))
                .withMessageMatching("the law has no register .* under authority-sources|.* is no word of the law.*");
    }

    @Test
    void halfAConnectionStopsTheStart() throws Exception {
        Path law = lawWith("brp", "brp");
        String unreadable = folder.resolve("nothing-there").toString();
        String noHeader =
                Files.writeString(folder.resolve("no-header"), "geheim").toString();

        start(law, ADDRESS, key());
        start(law, "", "");
        for (String key : List.of(unreadable, noHeader)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> start(law, ADDRESS, key))
                    .withMessageStartingWith("sluis.authority.register.key-file holds no header");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(law, ADDRESS, ""))
                .withMessageStartingWith("give both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(law, "", key()))
                .withMessageStartingWith("give both");
    }

    private static void start(Path law, String address, String key) throws NoSuchAlgorithmException {
        new AuthorityConfiguration()
                .authorityChecks(
                        gateway.bean(AuthorityRecorder.class),
                        gateway.bean(Rejections.class),
                        gateway.bean(SslBundles.class),
                        law.toString(),
                        address,
                        key,
                        "");
    }

    private String key() throws IOException {
        return Files.writeString(folder.resolve("key"), "X-API-KEY: sleutel").toString();
    }

    private Path lawWith(String right, String wrong) throws IOException {
        String shipped = Files.readString(SHIPPED);
        assertThat(shipped).contains(right);
        Path law = Files.createDirectories(folder.resolve("law/register"));
        Files.writeString(law.resolve("authority.yaml"), shipped.replace(right, wrong));
        return law.getParent();
    }
}
