package org.sluis.consent.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.authority.AuthorityTown.CHILD;
import static org.sluis.consent.authority.AuthorityTown.FATHER;
import static org.sluis.consent.authority.AuthorityTown.FOURTH;
import static org.sluis.consent.authority.AuthorityTown.MOTHER;
import static org.sluis.consent.authority.AuthorityTown.THIRD;
import static org.sluis.consent.authority.AuthorityTown.holders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.consent.AuthorityForm;
import org.sluis.consent.AuthorityRecorder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The numbers by which a register is asked, and the names it answers with, are in no answer, log, table or text of ours. */
@ExtendWith(OutputCaptureExtension.class)
class NumbersAreGoneTest {
    private static final List<String> NAMES = List.of("Fenna", "Kuiper", "Bram de Wit", "Lotte Smit", "Joris Smit");
    private static final String EVERYBODY =
            holders("ouder-1", MOTHER, "ouder-2", FATHER, "derde-1", THIRD, "derde-2", FOURTH);

    private static AuthorityTown town;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        town = new AuthorityTown(folder);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void afterEveryKindOfAnswer(CapturedOutput output) throws Exception {
        town.child("canary", "ouder-1");
        List<String> fixtures = fixtures();
        assertThat(fixtures).hasSizeGreaterThan(10);
        List<String> leaves = new ArrayList<>();
        for (String fixture : fixtures) {
            town.tells(fixture);
            town.check("canary", EVERYBODY);
            leaves.add(Files.readString(Path.of("test-fixtures/authority", fixture + ".json")));
            town.check("canary", holders("x", MOTHER, "y", MOTHER));
        }
        for (int status : new int[] {200, 302, 401, 500}) {
            town.tells(aResponse().withStatus(status).withBody(CHILD + MOTHER));
            town.check("canary", EVERYBODY);
        }
        town.ask("de-linde-direct", "{\"subject\": \"canary\", \"number\": \"" + CHILD + "\" " + MOTHER);
        town.ask(
                "de-linde-direct",
                "{\"" + CHILD + "\": 1, \"subject\": \"" + MOTHER + "\", \"number\": " + FATHER + "}");
        town.signal("canary");

        List<String> never = new ArrayList<>(AuthorityTown.NUMBERS);
        never.addAll(NAMES);
        never.add("sleutel-van-waterlee");
        for (String answer : leaves) {
            never.add(sha256(answer));
        }
        AuthorityTown.NUMBERS.forEach(number -> never.add(sha256(number)));
        String tables = town.tables();
        assertThat(tables).contains("authority_check").doesNotContain(never);
        assertThat(town.log()).contains("authority-recorded", "\"answer\"").doesNotContain(never);
        assertThat(town.answers()).contains("established").doesNotContain(never);
        assertThat(output.getAll()).contains("the register at").doesNotContain(never);
    }

    @Test
    void noTextOfAFormOrAFindingTells() throws Exception {
        AuthorityForm form = new AuthorityForm("canary", CHILD, List.of(new AuthorityForm.Holder("ouder-1", MOTHER)));
        RegisterWords words = RegisterWords.load(Path.of("consent-policies/law/nl/register/authority.yaml"));
        AuthoritySource.Finding finding = RegisterAnswer.read(
                Files.readAllBytes(Path.of("test-fixtures/authority/joint-parents.json")), words, CHILD);
        AuthorityRecorder.Told told = new AuthorityRecorder.Told(
                "brp", "established", java.util.Map.of(MOTHER, "112"), Set.of(), finding.answer());

        assertThat(form + " " + form.holders() + finding + finding.persons() + told)
                .doesNotContain(CHILD, MOTHER, FATHER, "Kuiper")
                .contains("112");
    }

    private static List<String> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("test-fixtures/authority"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
