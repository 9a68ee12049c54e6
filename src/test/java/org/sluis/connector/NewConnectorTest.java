package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new connector passes as it stands, under its own name; what fails leaves nothing behind. */
class NewConnectorTest {
    @TempDir
    private Path home;

    private Path routes;
    private Path fixtures;

    @BeforeEach
    void aCopyOfTheHouse() throws IOException {
        routes = Files.createDirectories(home.resolve("routes")).resolve("connectors");
        fixtures = Files.createDirectories(home.resolve("test-fixtures")).resolve("connectors");
        FixturesTest.copy(Path.of("routes/connectors"), routes);
        FixturesTest.copy(Fixture.ROOT, fixtures);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest-json", "rest-form", "oso", "fhir-r4", "care-json"})
    void whatIsMadePassesAtOnce(String like) {
        make("klasboek", like);

        Fixtures all = new Fixtures(routes, fixtures, Fixture.DICTIONARY);
        Fixtures.Report own = all.run("klasboek");
        assertThat(own.wrong()).isEmpty();
        assertThat(own.fixtures()).isEqualTo(all.run(like).fixtures()).isGreaterThan(3);
        assertThat(all.run(null).wrong()).isEmpty();
    }

    @Test
    void nothingInItIsCalledAsWhatItWasMadeLike() throws IOException {
        make("out-2", "fhir-r4");

        assertThat(names(routes.resolve("out-2")))
                .containsExactly("README.md", "out-2.camel.yaml", "out-2.mapping.yaml", "out-2.schema.json");
        assertThat(Files.readString(routes.resolve("out-2/out-2.camel.yaml")))
                .contains("id: deliver-out-2", "uri: direct:deliver-out-2", "{{sluis.connectors.out-2.url}}")
                .contains("{{sluis.connectors.out-2.token:}}")
                .doesNotContain("fhir-r4");
        assertThat(Files.readString(routes.resolve("out-2/README.md")))
                .startsWith("# out-2: ")
                .doesNotContain("fhir-r4");

        make("klasboek", "rest-json");
        assertThat(Files.readString(routes.resolve("klasboek/klasboek.schema.json")))
                .contains("connectors/klasboek/klasboek.schema.json")
                .doesNotContain("rest-json");
        assertThat(Files.readAllBytes(routes.resolve("klasboek/klasboek.mapping.yaml")))
                .isEqualTo(Files.readAllBytes(routes.resolve("rest-json/rest-json.mapping.yaml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Klasboek", "2klas", "klas_boek", "../klas", "klas.boek", "-klas", ""})
    void aNameThatIsNoneIsRefused(String name) throws IOException {
        List<String> before = names(home);

        assertThatThrownBy(() -> make(name, "rest-json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name of a connector");
        assertThat(names(home)).isEqualTo(before);
    }

    @Test
    void anUnknownExampleIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> make("klasboek", "rest-jsn"))
                .hasMessageStartingWith("there is no connector 'rest-jsn' to make it like; name one of [")
                .hasMessageContaining("oso, rest-form, ");
    }

    @Test
    void whatIsThereIsNotTouched() throws IOException {
        make("klasboek", "rest-json");
        Files.createDirectories(fixtures.resolve("leftover"));
        List<String> before = names(home);

        assertThatThrownBy(() -> make("klasboek", "oso")).hasMessageContaining("'klasboek' is there already");
        assertThatThrownBy(() -> make("leftover", "oso")).hasMessageContaining("'leftover' is there already");
        assertThat(names(home)).isEqualTo(before);
    }

    @Test
    void whatDoesNotPassIsNoExampleAndLeavesNothing() throws IOException {
        FixturesTest.edit(fixtures.resolve("oso/reject-other-root/reason.yaml"), "code: ", "code: no-");
        List<String> before = names(home);

        assertThatThrownBy(() -> make("klasboek", "oso")).hasMessageContaining("does not pass its own fixtures");
        assertThat(names(home)).isEqualTo(before);
    }

    private void make(String name, String like) {
        new NewConnector(routes, fixtures, Fixture.DICTIONARY).make(name, like);
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
