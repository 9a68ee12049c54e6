package org.sluis.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.canonical.Reason;
import org.sluis.consent.ConsentVectors.Vector;

class LawTableTest {
    static final Law LAW = Law.load(Path.of("consent-policies/law/nl"));
    private static final int AT_LEAST = 80;

    static List<Vector> vectors() {
        return ConsentVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void decidesAsTheVectorSays(Vector vector) {
        Law law = vector.law(LAW);
        LawFinding finding = law.find(vector.question(law));
        assertThat(finding.outcome().name().toLowerCase(Locale.ROOT))
                .isEqualTo(vector.expect().outcome());
        Reason reason = finding.reason();
        assertThat(reason == null ? "" : reason.code())
                .isEqualTo(vector.expect().reason().orElse(""));
        assertThat(finding.rows()).containsExactlyElementsOf(vector.expect().rows());
        assertThat(finding.covered().keySet()).isEqualTo(vector.expect().covers());
        assertThat(finding.withheld().keySet()).isEqualTo(vector.expect().withholds());
        vector.expect().struck().ifPresent(struck -> assertThat(struck(finding)).isEqualTo(struck));
        assertThat(finding.rows().contains(vector.row()) || struck(finding).contains(vector.row()))
                .as("row %s decides", vector.row())
                .isEqualTo(vector.decides());
    }

    @Test
    void everyRowHasAVectorWhereItDecidesAndANearestNeighbourWhereItDoesNot() {
        Map<String, Vector> all = vectors().stream().collect(Collectors.toMap(Vector::id, Function.identity()));
        assertThat(all).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        Map<String, Set<String>> lacking = new LinkedHashMap<>();
        for (LawRow row : LAW.rows()) {
            List<Vector> ofRow =
                    all.values().stream().filter(v -> v.row().equals(row.id())).toList();
            boolean decides = ofRow.stream().anyMatch(Vector::decides);
            boolean neighbour = ofRow.stream()
                    .filter(v -> !v.decides() && v.changes() == 1)
                    .anyMatch(v -> v.like()
                            .map(all::get)
                            .filter(of -> of.decides() && of.row().equals(row.id()))
                            .isPresent());
            if (!decides || !neighbour) {
                lacking.put(row.id(), Set.of("decides " + decides, "neighbour " + neighbour));
            }
        }
        assertThat(lacking).isEmpty();
        assertThat(LAW.rows().stream().map(LawRow::id))
                .containsAll(vectors().stream().map(Vector::row).collect(Collectors.toSet()));
    }

    @Test
    void holdsTheRowsOfTheTableThatAreBuilt() {
        assertThat(LAW.rows().stream()
                        .map(row -> row.id().replaceFirst("-.*", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "A01", "R01", "R02", "R03", "R04", "R05", "R06", "R08", "R10", "R14", "R15", "R17", "R18",
                        "R21", "R22", "R23", "R24", "R25", "R27", "R41", "R43", "R45", "R46");
    }

    static Set<String> struck(LawFinding finding) {
        return finding.considered().stream()
                .map(LawFinding.Considered::row)
                .filter(row -> row != null && row.startsWith("R"))
                .collect(Collectors.toSet());
    }
}
