package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Every folder of {@code test-fixtures/connectors}: what is read, what is written, what is refused and why. */
class ConnectorFixturesTest {
    private static final int REJECTS_AT_LEAST = 3;

    static Stream<Fixture> reads() {
        return Fixture.incoming().stream().filter(fixture -> !fixture.rejects());
    }

    static Stream<Fixture> readsNot() {
        return Fixture.incoming().stream().filter(Fixture::rejects);
    }

    static Stream<Fixture> writes() {
        return outgoing().filter(fixture -> !fixture.rejects());
    }

    static Stream<Fixture> writesNot() {
        return outgoing().filter(Fixture::rejects);
    }

    private static Stream<Fixture> outgoing() {
        return Fixture.with("elements.yaml").stream()
                .filter(fixture -> fixture.message().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void readsWhatTheFixtureSays(Fixture fixture) {
        Reading reading = Fixture.CONNECTORS
                .in(fixture.connector())
                .read(fixture.message().orElseThrow());

        if (Fixture.REGENERATE) {
            fixture.write("elements.yaml", Fixture.asYaml(reading));
        }
        assertThat(reading.messageId())
                .isEqualTo(fixture.yaml("elements.yaml").path("messageId").textValue());
        assertThat(values(reading.elements())).isEqualTo(values(fixture.elements()));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writesWhatTheFixtureSays(Fixture fixture) throws Exception {
        WriteMapping mapping = Fixture.CONNECTORS.out(fixture.connector());

        Rendered rendered = mapping.render(fixture.elements());

        String file = rendered.contentType().contains("xml") ? "out.xml" : "out.json";
        String text = new String(rendered.bytes(), StandardCharsets.UTF_8) + "\n";
        if (file.equals("out.json")) {
            text = Fixture.JSON
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Fixture.JSON.readTree(rendered.bytes()))
                    + "\n";
        }
        if (Fixture.REGENERATE) {
            fixture.write(file, text);
        }
        // As text, so that the order of fields is held too.
        assertThat(text).isEqualTo(new String(fixture.bytes(file), StandardCharsets.UTF_8));
        assertThat(rendered.mappingDigest()).isEqualTo(mapping.digest()).matches("[0-9a-f]{64}");
        SortedSet<String> expected = new TreeSet<>(fixture.elements().ids());
        expected.removeIf(id -> id.endsWith(".pairwiseId"));
        assertThat(rendered.elements()).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("readsNot")
    void refusesToRead(Fixture fixture) {
        refused(fixture, () -> Fixture.CONNECTORS
                .in(fixture.connector())
                .read(fixture.message().orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("writesNot")
    void refusesToWrite(Fixture fixture) {
        refused(fixture, () -> Fixture.CONNECTORS.out(fixture.connector()).render(fixture.elements()));
    }

    static Stream<Path> given() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("test-fixtures/disclosures"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("given")
    void readsTheMessagesThatPeopleAreGivenToSend(Path file) throws IOException {
        assertThat(Fixture.CONNECTORS
                        .in("rest-json")
                        .read(Files.readAllBytes(file))
                        .elements()
                        .ids())
                .containsAnyOf("plan.localId", "signal.localId");
    }

    @Test
    void everyConnectorHasFixturesAndAtLeastThreeRejectsForEachWay() {
        assertThat(Fixture.CONNECTORS.names()).isNotEmpty();
        for (String name : Fixture.CONNECTORS.names()) {
            if (has(() -> Fixture.CONNECTORS.in(name))) {
                assertThat(reads().filter(of(name))).as(name + " reads").isNotEmpty();
                assertThat(readsNot().filter(of(name)))
                        .as(name + " reads not")
                        .hasSizeGreaterThanOrEqualTo(REJECTS_AT_LEAST);
            }
            if (has(() -> Fixture.CONNECTORS.out(name))) {
                assertThat(writes().filter(of(name))).as(name + " writes").isNotEmpty();
                assertThat(writesNot().filter(of(name)))
                        .as(name + " writes not")
                        .hasSizeGreaterThanOrEqualTo(REJECTS_AT_LEAST);
            }
        }
    }

    private static void refused(Fixture fixture, org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
        Refused refused = catchThrowableOfType(Refused.class, attempt);

        assertThat(refused).as("a refusal").isNotNull();
        JsonNode expected = fixture.yaml("reason.yaml");
        assertThat(refused.reason().code()).isEqualTo(expected.get("code").textValue());
        boolean byLine = refused.reason() == Reason.DUPLICATE_KEY
                && Files.exists(fixture.folder().resolve("in.json"));
        if (!byLine) {
            List<String> where = new ArrayList<>();
            expected.get("where").forEach(place -> where.add(place.textValue()));
            assertThat(refused.where()).isEqualTo(where);
        }
    }

    private static java.util.function.Predicate<Fixture> of(String connector) {
        return fixture -> fixture.connector().equals(connector);
    }

    private static boolean has(Runnable way) {
        try {
            way.run();
            return true;
        } catch (Refused none) {
            return false;
        }
    }

    /** Compared as text: an element's own toString shows no value, which is as it should be everywhere else. */
    private static List<String> values(org.sluis.canonical.Elements elements) {
        return elements.stream()
                .map(element -> element + " = " + element.value())
                .sorted()
                .toList();
    }
}
