package org.sluis.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.FailPoint;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.DisclosureRequest;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.database.Writes;
import org.sluis.gate.Arrival;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;
import org.sluis.party.Authenticated;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.KeptDecision;
import org.sluis.protect.SealedRelease;
import org.sluis.vault.Vault;

/**
 * Step 10 of the spine: the entry of the log and the row of the outbox, one transaction; a foreign key makes a row
 * without an entry impossible. A repeat of the same message gives the receipt of the first; the same id with other
 * content is refused.
 */
public final class Release {
    private static final String USE = "dedupe";

    private final Ledger ledger;
    private final Transactions transactions;
    private final KeyFolder keys;
    private final Accepted accepted;
    private final Clock clock;
    private final Expiry expiry;
    private final Answers answers;
    private final Runnable afterCommit;

    /** @param afterCommit told when there may be something to deliver */
    public Release(
            Ledger ledger,
            Transactions transactions,
            KeyFolder keys,
            Vault vault,
            Clock clock,
            Expiry expiry,
            Answers answers,
            Runnable afterCommit) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.keys = keys;
        this.accepted = new Accepted(keys, vault);
        this.clock = clock;
        this.expiry = expiry;
        this.answers = answers;
        this.afterCommit = afterCommit;
    }

    /** After the commit, never before; a log or database that cannot be reached is LOG_UNAVAILABLE. */
    public AuditReceipt release(SealedRelease sealed) {
        Objects.requireNonNull(sealed, "nothing was sealed");
        try {
            AuditReceipt receipt = ledger.commit(new Unit(sealed));
            FailPoint.reach("after-accept-commit");
            afterCommit.run();
            return receipt;
        } catch (Accepted.Repeated known) {
            return earlier(sealed);
        } catch (SqlFailed failure) {
            if (!failure.constraint().equals(Optional.of("acceptance_pkey"))) {
                throw failure;
            }
            return earlier(sealed);
        }
    }

    private AuditReceipt earlier(SealedRelease sealed) {
        Authenticated exchange = sealed.permit().consented().request().authenticated();
        return transactions.within(exchange.tenant(), connection -> {
            Accepted.Earlier first = accepted.earlier(
                    connection, message(exchange, sealed.permit().consented().request()));
            if (!MessageDigest.isEqual(first.digest(), digest(exchange, first.epoch()))) {
                throw new Refused(Reason.DUPLICATE_WITH_OTHER_CONTENT);
            }
            return ledger.receipt(connection, exchange.tenant(), first.event());
        });
    }

    private static Accepted.Message message(Authenticated exchange, DisclosureRequest request) {
        return Accepted.Message.of(exchange, door(exchange), request.messageId());
    }

    private static String door(Authenticated exchange) {
        var door = exchange.received().door();
        return door.connector() + "/" + door.purpose() + "/" + door.recipient();
    }

    /** Keyed, so that the table does not tell which message it was to anyone who guesses one. */
    private byte[] digest(Authenticated exchange, String epoch) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.derive(USE, epoch, exchange.tenant()), "HmacSHA256"));
            Arrival arrival = exchange.received().arrival();
            mac.update(arrival.body());
            new TreeMap<>(arrival.supplement())
                    .forEach((id, text) -> mac.update(("\0" + id + "\0" + text).getBytes(StandardCharsets.UTF_8)));
            return mac.doFinal();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The entry and the two rows that stand or fall with it. */
    private final class Unit implements Ledger.Unit {
        private final SealedRelease sealed;
        private final DisclosureRequest request;
        private final Authenticated exchange;
        /** Null for a question about nobody; the outbox refuses it for anything that leads to somebody. */
        private final @Nullable UUID subject;

        private final String epoch;
        private final byte[] digest;
        private final KeptDecision decided;
        private final Duration expires;

        /** All that costs time is done here, by the caller: {@code write} holds up everyone in the shared transaction. */
        Unit(SealedRelease sealed) {
            this.sealed = sealed;
            this.request = sealed.permit().consented().request();
            this.exchange = request.authenticated();
            this.subject = sealed.permit().input().facts().subject();
            this.epoch = keys.currentEpoch(USE);
            this.digest = digest(exchange, epoch);
            this.decided = sealed.permit().kept();
            this.expires = expiry.of(exchange.tenant(), decided.input());
        }

        @Override
        public Event event() {
            DecisionInput input = sealed.permit().input();
            Event event = Event.of(EventKind.DISCLOSURE_RELEASED, exchange.tenant(), clock.instant())
                    .about(subject)
                    .with("disclosure", exchange.received().disclosure())
                    .with("client", exchange.caller().client())
                    .with("sender", exchange.sender().id())
                    .with("recipient", exchange.recipient().id())
                    .with("purpose", input.purpose())
                    .with("door", door(exchange))
                    .with("released", sealed.elements())
                    .with("withheld", withheld())
                    .with(
                            "consents",
                            sealed.permit().decision().consents().stream()
                                    .map(UUID::toString)
                                    .toList())
                    .with("rows", sealed.permit().decision().rows())
                    .with("mapping", sealed.mappingDigest())
                    .committing("payload", sealed.payloadDigest());
            UUID replaces = sealed.attested().replaces();
            event = replaces == null
                    ? event
                    : event.with("replaces", replaces)
                            .with("attested", sealed.attested().passages());
            return decided.in(input.shifted() ? event.with("decided-for", input.at()) : event);
        }

        private TreeSet<String> withheld() {
            TreeSet<String> ids = new TreeSet<>();
            sealed.permit().decision().elements().forEach((id, verdict) -> {
                if (!verdict.passes()) {
                    ids.add(id);
                }
            });
            return ids;
        }

        @Override
        public void write(Writes writes, AuditReceipt receipt) {
            accepted.write(
                    writes,
                    message(exchange, request),
                    epoch,
                    digest,
                    sealed.issued().stream()
                            .map(id -> id.id() + "=" + id.value())
                            .toList(),
                    exchange.received().disclosure(),
                    receipt);
            Wrapped key = keys.current(sealed.key()); // it was wrapped before the gate, perhaps under another epoch
            DecisionInput input = sealed.permit().input();
            String connector = Objects.requireNonNull(exchange.recipient().receives(), "sealed for nobody")
                    .connector();
            writes.must(
                    () -> new Refused(Reason.DELIVERY_DRAINING),
                    "INSERT INTO outbox (tenant, disclosure, subject, sender, recipient, purpose, connector, state,"
                            + " elements, decision, shifted_to, mapping_digest, pseudonym_epoch, key_epoch, wrapped_key,"
                            + " ciphertext, reply, accepted_at, next_at, expires_at, event) SELECT ?, ?, ?, ?, ?, ?, ?, 'waiting',"
                            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), " + Outbox.UNLESS_BEHIND + ","
                            + " clock_timestamp() + ? * interval '1 millisecond', ?"
                            + " WHERE NOT EXISTS (SELECT FROM valve v WHERE v.tenant = ? AND v.state = 'draining'"
                            + " AND (v.kind, v.id) IN (('recipient', ?), ('connector', ?), ('connector', ?)))",
                    exchange.tenant(),
                    exchange.received().disclosure(),
                    subject,
                    exchange.sender().id().value(),
                    exchange.recipient().id().value(),
                    input.purpose().value(),
                    connector,
                    sealed.elements().toArray(String[]::new),
                    decided.json(),
                    input.shifted() ? input.at() : null,
                    sealed.mappingDigest(),
                    sealed.pseudonymEpoch(),
                    key.epoch(),
                    key.bytes(),
                    sealed.ciphertext(),
                    subject != null && answers.expected(input.purpose().value()) ? "expected" : null,
                    exchange.tenant(),
                    subject,
                    exchange.recipient().id().value(),
                    expires.toMillis(),
                    receipt.entry(),
                    exchange.tenant(),
                    exchange.recipient().id().value(),
                    connector,
                    exchange.received().door().connector());
            decided.write(
                    writes, exchange.tenant(), exchange.received().disclosure(), KeptDecision.Step.ACCEPT, receipt);
            FailPoint.reach("before-accept-commit");
        }
    }
}
