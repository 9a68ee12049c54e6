package org.sluis.asking;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Bodies;
import org.sluis.consent.Register;
import org.sluis.disclosure.RefusedDisclosure;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.Party;

/** Finds what a form is about: a pupil of the school, a recipient and a purpose, or a refusal that names all three. */
final class Wanted {
    private final Register register;
    private final Directory directory;

    Wanted(Register register, Directory directory) {
        this.register = register;
        this.directory = directory;
    }

    /** @param subject internal id of the pupil @param localId the school's own */
    record Found(UUID subject, String localId, Party school, Party recipient, Purpose purpose) {}

    /** @throws Refused NOT_FOUND for a pupil or a refusal that is not this school's, CONSENT_NOT_VALID for the recipient */
    Found find(Connection connection, Caller caller, AskForm form) {
        Party school = directory
                .find(connection, caller.tenant(), caller.party())
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        if (form.refusal() != null) {
            RefusedDisclosure refused = RefusedDisclosure.of(connection, caller, Bodies.id(form.refusal()))
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            return new Found(
                    refused.subject(),
                    localId(connection, caller, refused.subject()),
                    school,
                    recipient(connection, caller, refused.recipient()),
                    new Purpose(refused.purpose()));
        }
        String localId = Objects.requireNonNull(form.subject());
        UUID subject = register.subject(connection, caller, localId).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        return new Found(
                subject,
                localId,
                school,
                recipient(connection, caller, Objects.requireNonNull(form.recipient())),
                AskForm.purpose(Objects.requireNonNull(form.purpose()), "/purpose"));
    }

    private Party recipient(Connection connection, Caller caller, String id) {
        PartyId recipient = AskForm.party(id, "/recipient");
        return directory
                .find(connection, caller.tenant(), recipient)
                .orElseThrow(() -> new Refused(Reason.CONSENT_NOT_VALID, "/recipient:unknown"));
    }

    /** The refusal may be of a care party, which sent about this subject but is not the school whose pupil it is. */
    private String localId(Connection connection, Caller caller, UUID subject) {
        return Optional.ofNullable(register.localIds(connection, caller.tenant(), List.of(subject))
                        .get(subject))
                .filter(id -> register.subject(connection, caller, id).equals(Optional.of(subject)))
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }
}
