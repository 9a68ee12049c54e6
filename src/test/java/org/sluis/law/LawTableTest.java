package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LawTableTest {
    private static final Path LAWS = Path.of("consent-policies/law");
    private static final Path VECTORS = Path.of("test-fixtures/consent-vectors");
    private static final int AT_LEAST = 400;
    static final Law LAW = Law.load(LAWS.resolve("nl"));
    private static final Law EXAMPLE = Law.load(LAWS.resolve("example"));

    @TempDir
    Path folder;

    static Stream<Arguments> vectors() {
        return Stream.concat(
                LawVectorFiles.read(VECTORS.resolve("nl")).stream().map(each -> Arguments.of(LAW, each)),
                LawVectorFiles.read(VECTORS.resolve("example")).stream().map(each -> Arguments.of(EXAMPLE, each)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("vectors")
    void decidesAsTheVectorSays(Law law, LawVector vector) {
        assertThat(LawVectors.complaints(law, vector)).isEmpty();
    }

    @Test
    void everyRowHasAVectorWhereItDecidesAndANearestNeighbourWhereItDoesNot() {
        LawVectors.Report report = LawVectors.run(LAWS, VECTORS);
        assertThat(report.wrong()).isEmpty();
        assertThat(report.vectors()).isGreaterThanOrEqualTo(AT_LEAST);
        assertThat(report.lastLine()).isEqualTo("law: 50 of 50 rows, " + report.vectors() + " vectors, 0 wrong");
        assertThat(report.right()).isTrue();
    }

    @Test
    void aRowWithoutItsNeighbourIsRed() throws IOException {
        copy(VECTORS.resolve("nl"), "v/nl", text -> text.replaceAll("(?m)^  - \\{id: died-0[23].*\n", ""));
        copy(LAWS.resolve("nl"), "l/nl", UnaryOperator.identity());
        LawVectors.Report report = LawVectors.run(folder.resolve("l"), folder.resolve("v"));
        assertThat(report.right()).isFalse();
        assertThat(report.lastLine()).startsWith("law: 49 of 50 rows, ").endsWith(" 1 wrong");
        assertThat(report.wrong())
                .containsExactly("nl/10-identity.yaml:11: row R44 has 2 vectors where it decides and 0 nearest"
                        + " neighbours where it does not");
        assertThat(report.table()).anyMatch(line -> line.matches("nl +R44 .* RED .*"));
    }

    @Test
    void aRowThatIsTakenOutOfTheLawIsMissed() throws IOException {
        copy(VECTORS.resolve("nl"), "v/nl", UnaryOperator.identity());
        copy(LAWS.resolve("nl"), "l/nl", text -> text.replace("id: R44\n", "id: A44\n"));
        LawVectors.Report report = LawVectors.run(folder.resolve("l"), folder.resolve("v"));
        assertThat(report.lastLine()).startsWith("law: 49 of 50 rows");
        assertThat(report.wrong()).contains("nl: the law has no row R44");
    }

    @Test
    void aWrongAnswerIsToldWithFileAndLine() throws IOException {
        copy(
                VECTORS.resolve("nl"),
                "v/nl",
                text -> text.replace("with: {situation.deceased: \"no\"}", "with: {situation.deceased: perhaps}"));
        copy(LAWS.resolve("nl"), "l/nl", text -> text.replace("reason: purpose-not-here", "reason: professional-veto"));
        LawVectors.Report report = LawVectors.run(folder.resolve("l"), folder.resolve("v"));
        assertThat(report.wrong())
                .anyMatch(line -> line.matches("nl/12-other-grounds\\.yaml:\\d+: not-here-01 is professional-veto,"
                        + " expected purpose-not-here"))
                .anyMatch(
                        line -> line.matches("nl/12-other-grounds\\.yaml:\\d+: died-02 cannot be asked: .*deceased.*"));
        assertThat(report.right()).isFalse();
    }

    @Test
    void aLawWithoutVectorsIsRed() throws IOException {
        copy(LAWS.resolve("example"), "l/example", UnaryOperator.identity());
        LawVectors.Report report = LawVectors.run(folder.resolve("l"), folder.resolve("v"));
        assertThat(report.right()).isFalse();
        assertThat(report.wrong()).hasSize(9);
    }

    private void copy(Path from, String to, UnaryOperator<String> change) throws IOException {
        Path target = Files.createDirectories(folder.resolve(to));
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.writeString(target.resolve(String.valueOf(file.getFileName())), change.apply(Files.readString(file)));
        }
    }
}
