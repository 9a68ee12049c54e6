package org.sluis.policy;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.law.Circumstance;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.law.Regime;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;

/** What a law says of an input under one of these policies, or under none. */
final class AskedLaw implements Findings {
    private static final String SECRET_ADDRESS = "subject.addressSecret";
    private static final int KINDS = PartyKind.values().length;

    private final Law law;
    /** What the law makes of the ways of a policy: by the kinds of discloser and recipient, and whether the address is secret. */
    private final Map<Policy, @Nullable Regime[]> regimes = new IdentityHashMap<>();

    AskedLaw(Law law, Packs packs) {
        this.law = law;
        packs.all().forEach(policy -> regimes.put(policy, compiled(policy.pack())));
    }

    private @Nullable Regime[] compiled(Pack pack) {
        @Nullable Regime[] compiled = new @Nullable Regime[KINDS * KINDS * 2];
        for (PartyKind from : pack.disclosers()) {
            for (PartyKind to : pack.recipients()) {
                compiled[place(from, to, false)] = regime(from, to, pack, false);
                compiled[place(from, to, true)] = regime(from, to, pack, true);
            }
        }
        return compiled;
    }

    private static int place(PartyKind from, PartyKind to, boolean secret) {
        return (from.ordinal() * KINDS + to.ordinal()) * 2 + (secret ? 1 : 0);
    }

    private Regime regime(PartyKind from, PartyKind to, Pack pack, boolean secret) {
        return law.regime(
                from,
                to,
                pack.purpose(),
                Circumstance.of(pack.anonymous(), pack.lowSensitivity(), secret),
                pack.profile());
    }

    @Override
    public Findings of(Packs packs) {
        return new AskedLaw(law, packs);
    }

    @Override
    public LawFinding apply(DecisionInput input, @Nullable Policy policy) {
        return regime(input, policy).find(input.recipient(), input.facts(), input.elements());
    }

    private Regime regime(DecisionInput input, @Nullable Policy policy) {
        boolean secret = input.marked().holds(SECRET_ADDRESS);
        if (policy == null) {
            Set<Circumstance> circumstances = Circumstance.of(false, false, secret);
            return law.regime(input.discloserKind(), input.recipientKind(), input.purpose(), circumstances, null);
        }
        @Nullable Regime[] own = regimes.get(policy);
        Regime regime = own == null ? null : own[place(input.discloserKind(), input.recipientKind(), secret)];
        return regime == null ? regime(input.discloserKind(), input.recipientKind(), policy.pack(), secret) : regime;
    }
}
