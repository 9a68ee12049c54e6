package org.sluis.protect;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.freetext.Finding;
import org.sluis.freetext.Screen;
import org.sluis.gate.Attestation;
import org.sluis.gate.Replacing;
import org.sluis.party.Authenticated;
import org.sluis.policy.Permit;

/**
 * Free text is looked at before it may pass. What is found holds the message, unless its author attests to it: the policy
 * must allow the kind and the reason, and the passages must have been named in an earlier hold of the same message way.
 * Nothing is ever changed in silence (Jeugdwet art. 7.3.11(1), GDPR art. 5(1)(c)).
 */
final class InspectText {
    private final Screen screen;
    private final EarlierHold earlier;

    InspectText(Screen screen, EarlierHold earlier) {
        this.screen = screen;
        this.earlier = earlier;
    }

    /** What was attested to; holds with places and kinds for whatever else was found. */
    Attested inspect(Permit permit, Elements leaving) {
        Authenticated exchange = permit.consented().request().authenticated();
        int year = exchange.received().instant().at().atZone(ZoneOffset.UTC).getYear();
        List<Finding> found = screen.inspect(permit.consented().request().elements(), leaving, year);
        Replacing replacing = exchange.received().arrival().replaces();
        if (found.isEmpty()) {
            return Attested.NOTHING;
        } else if (replacing == null || replacing.attested().isEmpty()) {
            throw held(found);
        }
        return new Attested(replacing.disclosure(), attested(permit, found, replacing, exchange));
    }

    private List<String> attested(Permit permit, List<Finding> found, Replacing replacing, Authenticated exchange) {
        Map<String, Long> then =
                counted(earlier.found(exchange, permit.input().facts().subject(), replacing.disclosure()).stream());
        Map<String, Long> now = counted(found.stream().map(Finding::toString));
        List<String> passages = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Finding> left = new ArrayList<>();
        for (Finding finding : found) {
            Optional<Attestation> given =
                    replacing.attested().stream().filter(a -> about(a, finding)).findFirst();
            if (given.isEmpty()) {
                left.add(finding);
            } else if (permit.mayAttest(finding.kind(), given.get().reason()) && wasNamed(finding, now, then)) {
                passages.add(finding.place() + ":" + finding.from() + "-" + finding.to() + ":" + finding.kind() + "="
                        + given.get().reason());
            } else if (!refused.contains(given.get().toString())) {
                refused.add(given.get().toString());
            }
        }
        if (!refused.isEmpty()) {
            throw new Refused(Reason.ATTESTATION_NOT_ACCEPTED, refused, Set.of());
        } else if (!left.isEmpty()) {
            throw held(left);
        }
        return passages;
    }

    private static boolean about(Attestation attestation, Finding finding) {
        return attestation.place().equals(finding.place()) && attestation.kind().equals(finding.kind());
    }

    /** Who changed the text elsewhere moved the passages, so they are counted: none may have come in since. */
    private static boolean wasNamed(Finding finding, Map<String, Long> now, Map<String, Long> then) {
        String alike = alike(finding.toString());
        return now.getOrDefault(alike, 0L) <= then.getOrDefault(alike, 0L);
    }

    private static Map<String, Long> counted(Stream<String> found) {
        return found.collect(Collectors.groupingBy(InspectText::alike, Collectors.counting()));
    }

    /** The text and the kind, wherever in the text it stands. */
    private static String alike(String found) {
        return found.substring(0, found.indexOf(' ')) + found.substring(found.lastIndexOf(':'));
    }

    private static Refused held(List<Finding> found) {
        return new Refused(
                Reason.FREE_TEXT_TO_LOOK_AT,
                found.stream().map(Finding::toString).toList(),
                Set.of());
    }
}
