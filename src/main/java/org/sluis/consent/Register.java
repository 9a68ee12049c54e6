package org.sluis.consent;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** Reads the register, on the caller's own connection: what is read under {@link #lockForSend} stays true until its end. */
public final class Register {
    private static final LocalDate NOT_STATED = LocalDate.MIN;

    private final Vault vault;

    /** @param vault opens what names a person */
    public Register(Vault vault) {
        this.vault = vault;
    }

    /** What one consent says, to the school that recorded it. @param holder the school's own id @param withdrawnAt where it was */
    public record Listed(
            UUID id,
            String grantor,
            @Nullable String holder,
            String effect,
            String purpose,
            @Nullable String discloser,
            @Nullable String recipient,
            @Nullable String recipientKind,
            List<String> categories,
            LocalDate from,
            LocalDate until,
            String textVersion,
            @Nullable Instant withdrawnAt) {}

    /**
     * Holds the subject's row FOR SHARE: no change of its consents, authority or birth date commits before this
     * transaction ends.
     *
     * @return the version of its row
     * @throws Refused SUBJECT_UNKNOWN when there is none
     */
    public long lockForSend(Connection connection, String tenant, UUID subject) {
        return SubjectGate.shared(connection, tenant, subject);
    }

    /**
     * What is known of a school's pupil at this instant; a pupil who is not on record is a fact as well.
     *
     * @param pupil null where the message is about nobody
     * @param discloser who is to tell: only a yes to that counts
     * @param birthDate what the message says; null where it says nothing
     */
    public ConsentFacts facts(
            Connection connection,
            String tenant,
            @Nullable Pupil pupil,
            PartyId discloser,
            @Nullable LocalDate birthDate,
            DecisionInstant at,
            Law law) {
        Optional<SubjectRow> row = pupil == null
                ? Optional.empty()
                : SubjectRow.of(connection, vault, tenant, pupil.school().value(), pupil.localId());
        return facts(
                connection,
                tenant,
                row,
                Optional.of(discloser),
                birthDate == null ? NOT_STATED : birthDate,
                at.at(),
                law);
    }

    /**
     * The pupil whom a party was told of under this id, by a disclosure of the one it now answers. By nothing else does anyone
     * find another's pupil: not by a name, not by a birth date.
     *
     * @param by who was told
     * @param id the one that it alone was given
     * @param of who told it; of anyone else's disclosures nothing is found, the same as for an id that nobody was given
     */
    Optional<Pupil> told(Connection connection, String tenant, PartyId by, String id, PartyId of) {
        return vault.find(
                        marks -> Rows.one(
                                connection,
                                """
                SELECT s.school, s.id FROM acceptance a
                JOIN outbox o ON o.tenant = a.tenant AND o.disclosure = a.disclosure
                JOIN subject s ON s.tenant = o.tenant AND s.id = o.subject
                WHERE a.tenant = ? AND a.told_mark = ANY (?) AND o.recipient = ? AND o.sender = ? LIMIT 1""",
                                row -> Map.entry(row.getString("school"), row.getObject("id", UUID.class)),
                                tenant,
                                marks,
                                by.value(),
                                of.value()),
                        Marked.TOLD,
                        tenant,
                        by.value(),
                        id)
                .flatMap(found -> Optional.ofNullable(localIds(connection, tenant, List.of(found.getValue()))
                                .get(found.getValue()))
                        .map(localId -> new Pupil(new PartyId(found.getKey()), localId)));
    }

    /** The same for a subject whose id is known, or for nobody, without a message: for clearing what was accepted before. */
    public ConsentFacts facts(
            Connection connection,
            String tenant,
            @Nullable UUID subject,
            PartyId discloser,
            DecisionInstant at,
            Law law) {
        return facts(
                connection, tenant, row(connection, tenant, subject), Optional.of(discloser), NOT_STATED, at.at(), law);
    }

    /** The same with everything that was said, whoever may tell by it: for what is about the pupil, and decides nothing. */
    public ConsentFacts facts(
            Connection connection, String tenant, @Nullable UUID subject, DecisionInstant at, Law law) {
        return facts(connection, tenant, row(connection, tenant, subject), Optional.empty(), NOT_STATED, at.at(), law);
    }

    private Optional<SubjectRow> row(Connection connection, String tenant, @Nullable UUID subject) {
        return subject == null ? Optional.empty() : SubjectRow.of(connection, vault, tenant, subject);
    }

    private ConsentFacts facts(
            Connection connection,
            String tenant,
            Optional<SubjectRow> found,
            Optional<PartyId> discloser,
            LocalDate stated,
            Instant at,
            Law law) {
        LocalDate day = law.day(at);
        if (found.isEmpty()) {
            return ConsentFacts.nobody(day);
        }
        SubjectRow row = found.get();
        return new ConsentFacts(
                row.id(),
                row.version(),
                law.ageBand(row.birthDate(), day),
                stated.equals(NOT_STATED) || stated.equals(row.birthDate()),
                row.capable(),
                row.authority(),
                row.checkedOn(),
                day,
                SubjectRow.holders(connection, tenant, row.id()),
                discloser.isEmpty()
                        ? ConsentRows.facts(connection, tenant, row.id(), day, law)
                        : ConsentRows.facts(connection, tenant, row.id(), row.other(discloser.get()), day, law),
                FactRows.known(
                        connection, tenant, row, discloser.map(PartyId::value).orElse(null), at, law));
    }

    /**
     * Everything a school recorded for one of its pupils, oldest first.
     *
     * @throws Refused NOT_FOUND for a pupil that is not this school's, the same as for none
     */
    public List<Listed> consents(Connection connection, Caller caller, String localId) {
        UUID subject = subject(connection, caller, localId).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        return ConsentRows.listed(connection, vault, caller.tenant(), subject);
    }

    /** The person whom the school knows by this id among those on record for a pupil; empty where there is none. */
    public Optional<HolderFact> holder(Connection connection, String tenant, UUID subject, String localId) {
        return Rows.one(
                connection,
                """
                SELECT h.id, k.kind FROM holder h JOIN holder_kind k ON k.tenant = h.tenant AND k.holder = h.id
                WHERE h.tenant = ? AND h.subject = ? AND h.local_mark = ? ORDER BY k.version DESC LIMIT 1""",
                row -> new HolderFact(row.getObject("id", UUID.class), row.getString("kind")),
                tenant,
                subject,
                vault.key(connection, tenant, subject).mark(Column.HOLDER_LOCAL_ID, localId));
    }

    /** The internal id of a school's own pupil; empty for anyone else's, the same as for none. */
    public Optional<UUID> subject(Connection connection, Caller caller, String localId) {
        return vault.find(
                marks -> Rows.one(
                        connection,
                        "SELECT id FROM subject WHERE tenant = ? AND local_mark = ANY (?)",
                        row -> row.getObject("id", UUID.class),
                        caller.tenant(),
                        marks),
                Marked.PUPIL,
                caller.tenant(),
                caller.party().value(),
                localId);
    }

    /** The schools' own ids of these pupils of a controller; nobody who is not on record is in it. */
    public Map<UUID, String> localIds(Connection connection, String tenant, Collection<UUID> subjects) {
        return Rows.query(
                        connection,
                        "SELECT s.tenant, s.id, s.local_id, " + Vault.KEY + " FROM subject s JOIN subject_key k"
                                + " ON k.tenant = s.tenant AND k.subject = s.id WHERE s.tenant = ? AND s.id = ANY (?)",
                        row -> {
                            UUID id = row.getObject("id", UUID.class);
                            return Map.entry(id, vault.open(row, Column.SUBJECT_LOCAL_ID, "local_id", id));
                        },
                        tenant,
                        subjects.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
