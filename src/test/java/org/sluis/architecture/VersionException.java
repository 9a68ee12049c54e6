package org.sluis.architecture;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/** A written, dated reason to run one version of one library below its floor, until a day to look again. */
record VersionException(
        String library,
        String version,
        String why,
        List<String> mitigations,
        @JsonProperty("decided-on") LocalDate decidedOn,
        @JsonProperty("review-by") LocalDate reviewBy) {

    VersionException {
        if (library.isBlank() || version.isBlank() || why.isBlank() || mitigations.isEmpty()) {
            throw new IllegalArgumentException(
                    "an exception says which library and version, why, and what stands against it");
        }
        if (reviewBy.isAfter(decidedOn.plusMonths(6))) {
            throw new IllegalArgumentException(library + ": an exception holds for six months at most");
        }
    }

    boolean allows(Floor floor, Jar jar, LocalDate today) {
        return library.equals(floor.library())
                && version.equals(jar.version())
                && !today.isBefore(decidedOn)
                && !today.isAfter(reviewBy);
    }
}
