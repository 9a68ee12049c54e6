package org.sluis.party.account;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyDestroyed;
import org.sluis.party.Caller;
import org.sluis.party.person.Roles;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * What persons sign in to the console with: a password (Argon2id) and a code by time (RFC 6238), both each time. An organisation
 * invites its persons through its own client; an account gives no role, and nobody approves anything with it, for that takes a key
 * of the person. A code counts once; five failures in a row shut the account for a quarter of an hour. Who fails is told nothing
 * of why; the log is.
 */
public final class Accounts {
    /** Characters of a password. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 128;
    private static final int DIFFERENT = 6;
    private static final int TRIES = 5;
    private static final int TOKEN_BYTES = 32;
    private static final int NONCE_BYTES = 16;

    private final Ledger ledger;
    private final Transactions transactions;
    private final Totp totp;
    private final PasswordEncoder hashing;
    private final Ids ids;
    private final Clock clock;
    /** What the password of nobody is compared with, so that a name that is nobody's takes as long. */
    private volatile @Nullable String nobodys;

    Accounts(Ledger ledger, Transactions transactions, Totp totp, PasswordEncoder hashing, Ids ids, Clock clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.totp = totp;
        this.hashing = hashing;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Invites somebody to open an account, or another in the place of one that was lost.
     *
     * @throws org.sluis.canonical.Refused OWN_CLIENT_ONLY or NOT_FOUND
     */
    public Invitation invite(Caller caller, UUID person) {
        return ledger.alone(caller.tenant(), session -> {
            String name = Roles.reference(session.connection(), caller, person) + "@" + caller.party();
            byte[] token = ids.bytes(TOKEN_BYTES);
            UUID event = session.record(event(EventKind.ACCOUNT_INVITED, caller, person))
                    .entry();
            return new Invitation(
                    name,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                    AccountRows.invite(
                            session.connection(),
                            caller.tenant(),
                            person,
                            name,
                            digest(token),
                            totp.epoch(),
                            ids.bytes(NONCE_BYTES),
                            event));
        });
    }

    /** Who is invited by it, and the secret of their codes; empty for a token that opens nothing (any more). */
    public Optional<Invited> invited(String token) {
        return row(token).map(row -> new Invited(row.name(), secret(row)));
    }

    /** Opens the account. */
    public Opening open(String token, String password, String code) {
        Optional<AccountRows.Row> invitation = row(token);
        if (invitation.isEmpty()) {
            return Opening.INVITATION_OVER;
        }
        AccountRows.Row row = invitation.orElseThrow();
        long different = password.codePoints().distinct().count();
        if (password.length() < SHORTEST || password.length() > LONGEST || different < DIFFERENT) {
            return Opening.PASSWORD_WEAK;
        }
        OptionalLong step = totp.step(secret(row), code, clock.instant(), Long.MIN_VALUE);
        if (step.isEmpty()) {
            ledger.alone(row.tenant(), session -> {
                AccountRows.tried(session.connection(), row);
                return session.record(refused(row, "code"));
            });
            return Opening.CODE_WRONG;
        }
        String hash = hashing.encode(password);
        return ledger.alone(row.tenant(), session -> {
            if (!AccountRows.used(session.connection(), row, bytes(token).orElseThrow())) {
                return Opening.INVITATION_OVER;
            }
            UUID event = session.record(event(EventKind.ACCOUNT_OPENED, caller(row), row.person()))
                    .entry();
            AccountRows.open(session.connection(), row, hash, step.getAsLong(), event);
            return Opening.DONE;
        });
    }

    /** The person, where name, password and code are all right; recorded either way. */
    public Optional<Caller> signIn(String name, String password, String code) {
        List<String> tenants = transactions.across(connection -> AccountRows.tenants(connection, name));
        for (String tenant : tenants) {
            Optional<Caller> caller = ledger.alone(tenant, session -> signIn(session, tenant, name, password, code));
            if (caller.isPresent()) {
                return caller;
            }
        }
        if (tenants.isEmpty()) {
            hashing.matches(password, nobodys());
            ledger.commit(Event.of(EventKind.SIGN_IN_REFUSED, Ledger.NOBODY, clock.instant())
                    .with("reason", "unknown"));
        }
        return Optional.empty();
    }

    /** Puts it on record that the person left. */
    public void signedOut(Caller caller) {
        UUID person = caller.person();
        if (person != null) {
            ledger.commit(event(EventKind.SIGNED_OUT, caller, person));
        }
    }

    private Optional<Caller> signIn(Ledger.Session session, String tenant, String name, String password, String code) {
        Optional<AccountRows.Row> held = AccountRows.held(session.connection(), tenant, name);
        if (held.isEmpty()) {
            return Optional.empty(); // another invitation was used in this moment
        }
        AccountRows.Row row = held.orElseThrow();
        boolean right = hashing.matches(password, row.password());
        OptionalLong step = totp.step(secret(row), code, clock.instant(), row.step());
        String why = row.shut() ? "shut" : !right ? "password" : step.isEmpty() ? "code" : null;
        if (why != null) {
            if (!row.shut()) {
                AccountRows.failed(session.connection(), row, TRIES);
            }
            session.record(refused(row, why));
            return Optional.empty();
        }
        AccountRows.went(session.connection(), row, step.orElseThrow());
        session.record(event(EventKind.SIGNED_IN, caller(row), row.person()));
        return Optional.of(caller(row));
    }

    private String nobodys() {
        String made = nobodys;
        if (made == null) {
            made = hashing.encode(Base64.getEncoder().encodeToString(ids.bytes(TOKEN_BYTES)));
            nobodys = made;
        }
        return made;
    }

    private Optional<AccountRows.Row> row(String token) {
        return bytes(token)
                .flatMap(digest -> transactions.across(connection -> AccountRows.invited(connection, digest, TRIES)));
    }

    /** Where the key is gone, a secret that no app has: no code is right. */
    private byte[] secret(AccountRows.Row row) {
        try {
            return totp.secret(row.epoch(), row.tenant(), row.person(), row.nonce());
        } catch (KeyDestroyed gone) {
            return ids.bytes(TOKEN_BYTES);
        }
    }

    private static Optional<byte[]> bytes(String token) {
        try {
            return Optional.of(digest(Base64.getUrlDecoder().decode(token)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static byte[] digest(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("SHA-256 is missing from this JVM", absent);
        }
    }

    private static Caller caller(AccountRows.Row row) {
        return Caller.inConsole(row.tenant(), row.party(), row.person());
    }

    private Event refused(AccountRows.Row row, String why) {
        return event(EventKind.SIGN_IN_REFUSED, caller(row), row.person()).with("reason", why);
    }

    private Event event(EventKind kind, Caller caller, UUID person) {
        return Event.of(kind, caller.tenant(), clock.instant())
                .with("party", caller.party())
                .with("client", caller.client())
                .with("person", person);
    }
}
