package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** No library with a known hole, but for what docs/decisions/2026-11-22-version-floors.md explains. */
class VersionFloorTest {
    static final List<Floor> FLOORS = List.of(
            new Floor("nimbus-jose-jwt", "nimbus-jose-jwt", List.of("10.0.2"), "CVE-2025-53864, CVE-2023-52428"),
            new Floor("bouncycastle", "bc[a-z]+-jdk.*", List.of("1.85"), "32 holes, 4 of them critical"),
            new Floor(
                    "jackson-core",
                    "jackson-core",
                    List.of("2.18.7", "2.21.2", "3.1.1"),
                    "CVE-2026-18401, CVE-2026-68494: the asynchronous parser"),
            new Floor(
                    "camel",
                    "camel-.*",
                    List.of("4.18.5", "4.22.1"),
                    "CVE-2026-85250 camel-xpath, CVE-2026-85251 camel-http, CVE-2026-85314 camel-mail, CVE-2026-40453"),
            new Floor(
                    "hl7-fhir-core",
                    "org\\.hl7\\.fhir\\..*",
                    List.of("6.9.10"),
                    "external entities through XSLT; requests to any address through the validator's HTTP service"));

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @ParameterizedTest
    @FieldSource("FLOORS")
    void everyFloorIsAboutALibraryThatIsThere(Floor floor) throws IOException {
        assertThat(Jar.onTheClassPath()).anyMatch(floor::concerns);
    }

    @Test
    void noLibraryIsBelowItsFloor() throws IOException {
        assertThat(below(Jar.onTheClassPath(), exceptions(), TODAY)).isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() throws IOException {
        List<Jar> jars = Jar.onTheClassPath();
        List<String> without = below(jars, List.of(), TODAY);

        for (VersionException exception : exceptions()) {
            assertThat(without).anyMatch(found -> found.startsWith(exception.library() + " "));
        }
    }

    /** What the exception for Camel leans on. */
    @Test
    void theComponentsWithHolesAreAbsent() throws IOException {
        assertThat(Jar.onTheClassPath()).noneMatch(jar -> jar.artifact()
                .matches("camel-(xpath|xslt|http|mail|jetty|undertow|platform-http).*"));
    }

    @ParameterizedTest
    @CsvSource({
        "nimbus-jose-jwt, 10.0.1, false",
        "nimbus-jose-jwt, 9.37.4, false",
        "nimbus-jose-jwt, 10.10, true",
        "bouncycastle, 1.84, false",
        "bouncycastle, 1.85, true",
        "bouncycastle, 1.86.0, true",
        "jackson-core, 2.18.6, false",
        "jackson-core, 2.18.7, true",
        "jackson-core, 2.20.1, false",
        "jackson-core, 2.21.1, false",
        "jackson-core, 2.21.4, true",
        "jackson-core, 2.22.0, true",
        "jackson-core, 3.1.0, false",
        "camel, 4.18.4, false",
        "camel, 4.19.0, false",
        "camel, 4.22.1, true",
        "camel, 5.0.0, true",
        "hl7-fhir-core, 6.9.9, false",
        "hl7-fhir-core, 6.10.0, true",
        "camel, unknown, false",
    })
    void aFloorTellsBelowFromAbove(String library, String version, boolean allowed) {
        Floor floor = FLOORS.stream()
                .filter(each -> each.library().equals(library))
                .findFirst()
                .orElseThrow();

        assertThat(floor.allows(version)).isEqualTo(allowed);
    }

    @Test
    void aLowerVersionIsRefused() {
        assertThat(below(List.of(new Jar("camel-api", "4.17.0")), List.of(), TODAY))
                .containsExactly("camel camel-api 4.17.0 is below [4.18.5, 4.22.1]: "
                        + FLOORS.get(3).why());
    }

    @Test
    void anExceptionIsForOneVersionUntilItsDay() {
        VersionException exception = new VersionException(
                "camel", "4.17.0", "why", List.of("what"), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 6, 1));
        List<Jar> jars = List.of(new Jar("camel-api", "4.17.0"));
        List<Jar> older = List.of(new Jar("camel-api", "4.16.0"));

        assertThat(below(jars, List.of(exception), LocalDate.of(2026, 6, 1))).isEmpty();
        assertThat(below(jars, List.of(exception), LocalDate.of(2026, 6, 2))).hasSize(1);
        assertThat(below(jars, List.of(exception), LocalDate.of(2025, 12, 31))).hasSize(1);
        assertThat(below(older, List.of(exception), LocalDate.of(2026, 6, 1))).hasSize(1);
    }

    @Test
    void anExceptionForLongOrWithoutReasonIsRefused() {
        LocalDate day = LocalDate.of(2026, 1, 1);

        assertThatThrownBy(() -> new VersionException("camel", "1", " ", List.of("what"), day, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionException("camel", "1", "why", List.of(), day, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VersionException("camel", "1", "why", List.of("what"), day, day.plusMonths(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> below(List<Jar> jars, List<VersionException> exceptions, LocalDate today) {
        return jars.stream()
                .distinct()
                .flatMap(jar -> FLOORS.stream()
                        .filter(floor -> floor.concerns(jar) && !floor.allows(jar.version()))
                        .filter(floor -> exceptions.stream().noneMatch(each -> each.allows(floor, jar, today)))
                        .map(floor -> floor.library() + " " + jar.artifact() + " " + jar.version() + " is below "
                                + floor.mended() + ": " + floor.why()))
                .sorted()
                .toList();
    }

    private static List<VersionException> exceptions() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory()).registerModule(new JavaTimeModule());
        return yaml.readValue(
                Files.readAllBytes(Path.of("src/test/resources/version-floor-exceptions.yaml")),
                new TypeReference<List<VersionException>>() {});
    }
}
