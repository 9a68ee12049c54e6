package org.sluis.consent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    static Answer of(List<ConsentFact> statements, Map<UUID, LawRow> strikes, List<LawRow> order) {
        List<ConsentFact> newest = newest(statements.stream()
                .filter(c -> !strikes.containsKey(c.id()) || ended(c, strikes))
                .toList());
        if (newest.isEmpty()) {
            return struck(statements, strikes, order);
        }
        List<ConsentFact> over = newest.stream().filter(c -> ended(c, strikes)).toList();
        if (newest.stream().anyMatch(c -> !ended(c, strikes) && !grants(c))) {
            return new Answer("refuses", List.of(), null);
        } else if (over.isEmpty()) {
            return new Answer("grants", newest, null);
        }
        // A yes taken back is an objection; a no taken back is not yet a yes.
        return over.stream()
                .filter(Answer::grants)
                .map(c -> new Answer("withdrew", List.of(), strikes.get(c.id())))
                .findFirst()
                .orElse(new Answer("missing", List.of(), null));
    }

    boolean objects() {
        return says.equals("refuses") || says.equals("withdrew");
    }

    private static Answer struck(List<ConsentFact> statements, Map<UUID, LawRow> strikes, List<LawRow> order) {
        Map<UUID, LawRow> known = new HashMap<>(strikes);
        return statements.stream()
                .filter(Answer::grants)
                .flatMap(c -> java.util.stream.Stream.ofNullable(known.get(c.id())))
                .max(Comparator.comparingInt(order::indexOf))
                .map(row -> new Answer("struck", List.of(), row))
                .orElse(new Answer("missing", List.of(), null));
    }

    private static List<ConsentFact> newest(List<ConsentFact> counting) {
        long version = counting.stream().mapToLong(ConsentFact::version).max().orElse(0);
        return counting.stream().filter(c -> c.version() == version).toList();
    }

    private static boolean ended(ConsentFact consent, Map<UUID, LawRow> strikes) {
        LawRow strike = strikes.get(consent.id());
        return strike != null && strike.then().equals("ended");
    }

    private static boolean grants(ConsentFact consent) {
        return consent.effect().equals("grant");
    }
}
