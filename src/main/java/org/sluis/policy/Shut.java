package org.sluis.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.policy.pack.Pack;

/**
 * What is not to be decided by any pack: what a person closed, and purposes of which what was published does not verify.
 * It stands in the input of a decision instead of the digest of a pack, so that the same input denies ever after.
 *
 * @param policies ids of packs that were closed
 * @param recipients ids of recipients that were closed
 * @param untrusted purposes of which a published pack does not verify
 * @param everything whether nothing that was published can be trusted
 */
public record Shut(Set<String> policies, Set<String> recipients, Set<Purpose> untrusted, boolean everything) {
    /** {@link DecisionInput#packDigest} of what was closed. */
    public static final String CLOSED = "closed";

    /** {@link DecisionInput#packDigest} of what does not verify. */
    public static final String NOT_TRUSTED = "not-trusted";

    /** What stands in the place of a digest. */
    public static final Set<String> WORDS = Set.of(CLOSED, NOT_TRUSTED);

    static final Shut NOTHING = new Shut(Set.of(), Set.of(), Set.of(), false);

    public Shut {
        policies = Set.copyOf(policies);
        recipients = Set.copyOf(recipients);
        untrusted = Set.copyOf(untrusted);
    }

    /** What was shut for this input, as far as its answer depends on it. */
    public static Shut like(DecisionInput input) {
        return input.packDigest().equals(CLOSED)
                ? new Shut(Set.of(), Set.of(input.recipient().value()), Set.of(), false)
                : new Shut(Set.of(), Set.of(), Set.of(), input.packDigest().equals(NOT_TRUSTED));
    }

    /** The same once these are published: a policy opens by that, a recipient does not. */
    Shut once(List<Pack> published) {
        Set<String> still = new TreeSet<>(policies);
        published.forEach(pack -> still.remove(pack.id()));
        return new Shut(still, recipients, untrusted, everything);
    }

    /** The word that stands for a digest; null where nothing is shut. @param pack that governs; null where none does */
    @Nullable
    String word(Purpose purpose, PartyId recipient, @Nullable Pack pack) {
        if (everything || untrusted.contains(purpose)) {
            return NOT_TRUSTED;
        }
        return recipients.contains(recipient.value()) || pack != null && policies.contains(pack.id()) ? CLOSED : null;
    }
}
