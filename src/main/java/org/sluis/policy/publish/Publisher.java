package org.sluis.policy.publish;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.Approved;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.party.person.WhenApproved;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackNotValid;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.RuleChange.Kind;

/**
 * Opening takes two persons of an organisation that discloses: one proposes and signs, another approves and signs, and with
 * the approval it is published. The pack is read again at that moment: what does not fit beside the others by then is not
 * approved.
 */
final class Publisher implements WhenApproved {
    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Directory directory;
    private final Published published;
    private final PackReader reader;
    private final Dictionary dictionary;
    private final Recording recording;

    Publisher(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Published published,
            PackReader reader,
            Dictionary dictionary,
            Recording recording) {
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.published = published;
        this.reader = reader;
        this.dictionary = dictionary;
        this.recording = recording;
    }

    /**
     * Keeps the pack under its digest and proposes it.
     *
     * @throws Refused POLICY_NOT_VALID with every fault and its place; POLICY_OF_ANOTHER; or as FourEyes does
     */
    Proposal propose(Caller caller, RuleForm.Publishing form) {
        Edition edition = published.edition(caller.tenant());
        return ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            PackSource source = form.source() == null ? kept(connection, caller, form.digest()) : form.source();
            Pack pack = read(source);
            fits(connection, caller, pack, edition, RuleRows.now(connection));
            RuleRows.keep(connection, caller.tenant(), pack.digest(), "pack", source.content());
            Map<String, Object> content = SignedContent.publishing(pack.id(), pack.digest(), form.effective());
            return fourEyes.propose(session, caller, ProposalKind.POLICY, content, form.proposal(), form.signature());
        });
    }

    /** Proposes to open what was closed. @throws Refused NOT_FOUND where it is not closed; or as FourEyes does */
    Proposal proposeReopening(Caller caller, RuleForm.Reopening form) {
        Edition edition = published.edition(caller.tenant());
        return ledger.alone(caller.tenant(), session -> {
            closed(edition, form.what(), RuleRows.now(session.connection()));
            return fourEyes.propose(
                    session,
                    caller,
                    ProposalKind.REOPENING,
                    SignedContent.reopening(
                            form.what().kind().code(), form.what().name()),
                    form.proposal(),
                    form.signature());
        });
    }

    @Override
    public boolean concerns(ProposalKind kind) {
        return kind == ProposalKind.POLICY || kind == ProposalKind.REOPENING;
    }

    @Override
    public void approved(Ledger.Session session, Caller caller, Approved approved) {
        Connection connection = session.connection();
        RuleRows.lock(connection, caller.tenant());
        Edition edition = published.read(connection, caller.tenant());
        Instant now = RuleRows.now(connection);
        SignedContent content = SignedContent.of(approved.proposal().content());
        if (approved.proposal().kind() == ProposalKind.REOPENING) {
            closed(edition, content.closing(), now);
            recording.reopened(
                    session,
                    caller.tenant(),
                    content.closing().kind(),
                    content.closing().name(),
                    approved);
            return;
        }
        Pack pack = read(kept(connection, caller, content.digest()));
        fits(connection, caller, pack, edition, now);
        Instant asked = content.effective();
        Instant effective = asked == null || asked.isBefore(now) ? now : asked;
        recording.published(
                session, caller.tenant(), pack.id(), pack.purpose().value(), pack.digest(), effective, approved);
    }

    private static PackSource kept(Connection connection, Caller caller, String digest) {
        return RuleRows.content(connection, caller.tenant(), digest)
                .map(PackSource::parse)
                .orElseThrow(() -> new Refused(Reason.POLICY_NOT_VALID, "/digest:unknown"));
    }

    private Pack read(PackSource source) {
        List<PackFault> faults = new ArrayList<>();
        Pack pack = reader.read(source, faults);
        return refusing(faults, pack);
    }

    /** It is the organisation's own to publish, and goes with the others that are in force. */
    private void fits(Connection connection, Caller caller, Pack pack, Edition edition, Instant now) {
        boolean own = directory
                .find(connection, caller.tenant(), caller.party())
                .filter(party -> pack.disclosers().contains(party.kind()))
                .isPresent();
        if (!own) {
            throw new Refused(Reason.POLICY_OF_ANOTHER);
        }
        Map<String, Pack> others = edition.published(now).stream()
                .map(change -> edition.packs().get(change.digest()))
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Pack::id, Function.identity()));
        others.put(pack.id(), pack);
        try {
            Packs.of(List.copyOf(others.values()), dictionary);
        } catch (PackNotValid notBesideThem) {
            refusing(notBesideThem.faults(), pack);
        }
    }

    private static void closed(Edition edition, RuleForm.Closing what, Instant now) {
        if (what.kind() == Kind.POLICY || !edition.closed(what.kind(), now).contains(what.name())) {
            throw new Refused(Reason.NOT_FOUND);
        }
    }

    private static Pack refusing(List<PackFault> faults, @Nullable Pack pack) {
        if (!faults.isEmpty() || pack == null) {
            throw new Refused(
                    Reason.POLICY_NOT_VALID,
                    faults.stream().map(PackFault::toString).toList(),
                    Set.of());
        }
        return pack;
    }
}
