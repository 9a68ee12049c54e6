package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of {@code test-fixtures/connectors}: what is read, what is written, what is refused and why. */
class ConnectorFixturesTest {
    private static final Fixtures FIXTURES =
            new Fixtures(Path.of("routes/connectors"), Fixture.ROOT, Fixture.DICTIONARY);

    static Stream<FixtureFolder> fixtures() {
        return FIXTURES.names().stream().flatMap(name -> FIXTURES.of(name).stream());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsAndWritesAndRefusesWhatTheFixtureSays(FixtureFolder fixture) {
        assertThat(FixtureCheck.wrong(fixture, FIXTURES.connectors())).isEmpty();
    }

    @Test
    void everyConnectorHasFixturesAndAtLeastThreeRejectsForEachWayAndTheSchemaOfItsMapping() {
        Fixtures.Report report = FIXTURES.run(null);

        assertThat(report.wrong()).isEmpty();
        assertThat(report.connectors()).isGreaterThanOrEqualTo(4);
        assertThat(report.fixtures()).isGreaterThanOrEqualTo(35);
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
}
