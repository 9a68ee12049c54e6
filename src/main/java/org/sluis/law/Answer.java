package org.sluis.law;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one grantor's consents and refusals come to for one question: the newest that counts decides, and among equals
 * the objection.
 *
 * @param says {@code grants}, {@code refuses}, {@code withdrew}, {@code struck} (only such as do not count) or {@code missing}
 * @param standing the consents that grant; empty for any other answer
 * @param strike for {@code withdrew} and {@code struck}: the row that says why
 */
record Answer(
        String says, List<ConsentFact> standing, @Nullable LawRow strike) {

    /** @param strikes the row that strikes a consent, by its id; absent for one that counts */
    static Answer of(List<ConsentFact> statements, Map<UUID, LawRow> strikes) {
        List<ConsentFact> newest = newest(statements.stream()
                .filter(c -> !strikes.containsKey(c.id()) || ended(c, strikes) && grants(c))
                .toList());
        if (newest.stream().anyMatch(c -> !grants(c))) {
            return new Answer("refuses", List.of(), null);
        }
        Optional<LawRow> takenBack = newest.stream()
                .flatMap(c -> Stream.ofNullable(strikes.get(c.id())))
                .findFirst();
        if (takenBack.isPresent()) {
            return new Answer("withdrew", List.of(), takenBack.get());
        }
        // A no that is taken back gives no older yes its life again; an older objection it leaves as it is.
        long noTakenBack = newestVersion(
                statements.stream().filter(c -> ended(c, strikes) && !grants(c)).toList());
        if (newest.isEmpty()) {
            return struck(statements, strikes);
        } else if (newestVersion(newest) <= noTakenBack) {
            return new Answer("missing", List.of(), null);
        }
        return new Answer("grants", newest, null);
    }

    /** What a court put in the place of the grantor's own word: it grants, whatever that is. */
    static Answer ofCourt(List<ConsentFact> orders) {
        return new Answer("grants", newest(orders), null);
    }

    boolean objects() {
        return says.equals("refuses") || says.equals("withdrew");
    }

    private static Answer struck(List<ConsentFact> statements, Map<UUID, LawRow> strikes) {
        return statements.stream()
                .filter(Answer::grants)
                .flatMap(c -> Stream.ofNullable(strikes.get(c.id())))
                .max(Comparator.comparingInt(LawRow::rank))
                .map(row -> new Answer("struck", List.of(), row))
                .orElse(new Answer("missing", List.of(), null));
    }

    private static List<ConsentFact> newest(List<ConsentFact> counting) {
        long version = newestVersion(counting);
        return counting.stream().filter(c -> c.version() == version).toList();
    }

    private static long newestVersion(List<ConsentFact> statements) {
        return statements.stream().mapToLong(ConsentFact::version).max().orElse(Long.MIN_VALUE);
    }

    private static boolean ended(ConsentFact consent, Map<UUID, LawRow> strikes) {
        LawRow strike = strikes.get(consent.id());
        return strike != null && strike.then().equals("ended");
    }

    private static boolean grants(ConsentFact consent) {
        return consent.effect().equals("grant");
    }
}
