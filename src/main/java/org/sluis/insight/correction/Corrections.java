package org.sluis.insight.correction;

import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Register;
import org.sluis.consent.Rejections;
import org.sluis.database.Rows;
import org.sluis.delivery.Recalls;
import org.sluis.insight.LogReading;
import org.sluis.party.Caller;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;

/**
 * Sees to it that whoever was told something wrong hears of it. Sluis keeps no values, so the organisation sends the right ones
 * anew; here stands who still has the wrong ones. What is refused is in the log as well.
 */
final class Corrections {
    private static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER);

    private final Ledger ledger;
    private final Rejections rejections;
    private final LogReading reading;
    private final FourEyes fourEyes;
    private final Register register;
    private final Recalls recalls;
    private final Dictionary dictionary;
    private final Ids ids;
    private final Clock clock;

    Corrections(
            Ledger ledger,
            LogReading reading,
            FourEyes fourEyes,
            Register register,
            Recalls recalls,
            Dictionary dictionary,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.rejections = new Rejections(ledger, clock);
        this.reading = reading;
        this.fourEyes = fourEyes;
        this.register = register;
        this.recalls = recalls;
        this.dictionary = dictionary;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records it, and says who has it.
     *
     * @throws Refused NOT_FOUND for a pupil that is not this organisation's, PARAMETER_NOT_SUPPORTED with every fault,
     *     PROPOSER_UNKNOWN or ROLE_MISSING where the caller's person may not
     */
    Map<String, Object> record(Caller caller, byte[] body) {
        return rejections.recorded(caller, () -> recorded(caller, body));
    }

    private Map<String, Object> recorded(Caller caller, byte[] body) {
        CorrectionForm form =
                CorrectionForm.read(body, id -> dictionary.find(id).isPresent());
        return ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            UUID person = fourEyes.calling(connection, caller, MAY);
            UUID subject = register.subject(connection, caller, form.subject())
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            Correction correction = new Correction(ids.next(), subject, form.what(), form.elements(), clock.instant());
            AuditReceipt receipt = session.record(event(EventKind.CORRECTION_RECORDED, caller, person, correction)
                    .with("what", correction.what().code())
                    .with("elements", correction.elements()));
            correction.keep(connection, caller, receipt.entry());
            recall(session, caller, correction);
            return shown(connection, caller, correction);
        });
    }

    /** What is to go or to rest is asked for at once; the right values of what is put right only the organisation has. */
    private void recall(Ledger.Session session, Caller caller, Correction correction) {
        correction.what().recall().ifPresent(what -> {
            List<UUID> had = new ArrayList<>();
            Recipients.of(session.connection(), caller, correction).forEach(each -> had.addAll(each.had()));
            recalls.correct(session, caller.tenant(), correction.id(), what, had, correction.elements());
        });
    }

    /** An officer told a recipient by another way. @throws Refused NOT_FOUND for a correction or a recipient that is not there */
    Map<String, Object> told(Caller caller, UUID id, byte[] body) {
        return rejections.recorded(caller, () -> heard(caller, id, CorrectionForm.recipient(body)));
    }

    private Map<String, Object> heard(Caller caller, UUID id, String recipient) {
        return ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            UUID person = fourEyes.calling(connection, caller, MAY);
            Correction correction =
                    Correction.of(connection, caller, id).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            if (Recipients.of(connection, caller, correction).stream()
                    .noneMatch(each -> each.party().equals(recipient))) {
                throw new Refused(Reason.NOT_FOUND);
            }
            AuditReceipt receipt = session.record(
                    event(EventKind.CORRECTION_TOLD, caller, person, correction).with("recipient", recipient));
            Rows.update(connection, """
                    INSERT INTO correction_told (tenant, correction, recipient, event) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", caller.tenant(), id, recipient, receipt.entry());
            return shown(connection, caller, correction);
        });
    }

    /** Those about a pupil; or, without anybody's id, those of which somebody did not hear yet. */
    List<Map<String, Object>> found(Caller caller, byte[] body) {
        return reading.read(caller, "corrections", () -> CorrectionForm.asked(body), (form, connection) -> {
            Optional<UUID> subject = Optional.ofNullable(form.subject())
                    .flatMap(localId -> register.subject(connection, caller, localId));
            List<Map<String, Object>> found = new ArrayList<>();
            if (form.subject() == null || subject.isPresent()) {
                for (Correction each : Correction.all(connection, caller, subject.orElse(null))) {
                    if (subject.isPresent()
                            || Recipients.of(connection, caller, each).stream().anyMatch(Recipients.Recipient::open)) {
                        found.add(shown(connection, caller, each));
                    }
                }
            }
            Set<String> filters = form.subject() == null ? Set.of() : Set.of("subject");
            return new LogReading.Shown<>(found, subject.orElse(null), filters, found.size(), entry -> {});
        });
    }

    private Event event(EventKind kind, Caller caller, UUID person, Correction correction) {
        return Event.of(kind, caller.tenant(), clock.instant())
                .about(correction.subject())
                .with("correction", correction.id())
                .with("party", caller.party())
                .with("client", caller.client())
                .with("person", person);
    }

    private static Map<String, Object> shown(Connection connection, Caller caller, Correction correction) {
        List<Recipients.Recipient> recipients = Recipients.of(connection, caller, correction);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("correction", correction.id());
        shown.put("what", correction.what().code());
        shown.put("elements", correction.elements());
        shown.put("at", correction.at());
        shown.put("open", recipients.stream().filter(Recipients.Recipient::open).count());
        shown.put("recipients", recipients);
        return shown;
    }
}
