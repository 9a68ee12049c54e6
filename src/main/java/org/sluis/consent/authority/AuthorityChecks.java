package org.sluis.consent.authority;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.AuthorityForm;
import org.sluis.consent.AuthorityRecorder;
import org.sluis.consent.Rejections;
import org.sluis.party.Caller;

/** Asks the register for a school and records the answer. Whoever is not certain to have authority does not get it here. */
final class AuthorityChecks {
    static final String ESTABLISHED = "established";
    private static final String NONE = "none";
    private static final String UNKNOWN = "unknown";

    private final Optional<AuthoritySource> connected;
    private final AuthorityRecorder recorder;
    private final Rejections rejections;

    AuthorityChecks(Optional<AuthoritySource> connected, AuthorityRecorder recorder, Rejections rejections) {
        this.connected = connected;
        this.recorder = recorder;
        this.rejections = rejections;
    }

    /**
     * What is on record now.
     *
     * @param subject the internal id
     * @param holders the kinds that were set, by the school's own ids
     * @param where what keeps authority from being established although the register establishes it
     */
    record Checked(
            UUID subject,
            long version,
            String state,
            String source,
            LocalDate checkedOn,
            Map<String, String> holders,
            List<String> where) {}

    /**
     * The question is logged, then asked, then the answer recorded in one transaction.
     *
     * @throws Refused AUTHORITY_SOURCE_NOT_CONNECTED; NOT_FOUND for a pupil that is not the caller's; CONSENT_NOT_VALID
     *     with every fault; or as {@link AuthoritySource#ask} says. Nothing that is on record changes then
     */
    Checked check(Caller caller, AuthorityForm form) {
        AuthoritySource source = rejections.recorded(
                caller, () -> connected.orElseThrow(() -> new Refused(Reason.AUTHORITY_SOURCE_NOT_CONNECTED)));
        UUID subject = rejections.recorded(caller, () -> recorder.asking(caller, form, source.id(), source::isNumber));
        AuthoritySource.Finding finding = ask(caller, subject, form.number(), source);
        return rejections.recorded(caller, () -> record(caller, form, source, finding));
    }

    private AuthoritySource.Finding ask(Caller caller, UUID subject, String number, AuthoritySource source) {
        try {
            return source.ask(number);
        } catch (Refused refused) {
            if (refused.reason().outcome() != Outcome.DENY) {
                recorder.notTold(caller, subject, source.id(), refused.reason());
                throw refused;
            }
            return rejections.recorded(caller, () -> {
                throw refused;
            });
        }
    }

    /** Only a complete answer that leaves no doubt changes what anyone on record is; any other changes the state alone. */
    private Checked record(Caller caller, AuthorityForm form, AuthoritySource source, AuthoritySource.Finding finding) {
        List<String> missing = new ArrayList<>();
        Map<String, String> kinds = matched(form, finding.persons(), missing);
        boolean certain = Set.of(ESTABLISHED, NONE).contains(finding.state()) && missing.isEmpty();
        String state = finding.state().equals(ESTABLISHED) && !certain ? UNKNOWN : finding.state();
        AuthorityRecorder.Recorded recorded = recorder.record(
                caller,
                form.subject(),
                new AuthorityRecorder.Told(
                        source.id(),
                        state,
                        certain ? kinds : Map.of(),
                        certain ? finding.others() : Set.of(),
                        finding.answer()));
        return new Checked(
                recorded.subject(),
                recorded.version(),
                state,
                source.id(),
                recorded.checkedOn(),
                new TreeMap<>(recorded.kinds()),
                state.equals(finding.state()) ? List.of() : List.copyOf(missing));
    }

    private static Map<String, String> matched(
            AuthorityForm form, List<AuthoritySource.Person> persons, List<String> missing) {
        Map<String, String> named = new HashMap<>();
        form.holders().forEach(holder -> named.put(holder.number(), holder.localId()));
        Map<String, String> kinds = new HashMap<>();
        for (AuthoritySource.Person person : persons) {
            @Nullable String localId = person.number() == null ? null : named.get(person.number());
            if (localId != null) {
                kinds.put(localId, person.kind());
            } else {
                String fault = person.number() == null ? "/holders:without-number" : "/holders:incomplete";
                if (!missing.contains(fault)) {
                    missing.add(fault);
                }
            }
        }
        return kinds;
    }
}
