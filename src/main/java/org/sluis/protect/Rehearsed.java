package org.sluis.protect;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Elements;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Refused;
import org.sluis.consent.Pupil;
import org.sluis.policy.Decision;

/**
 * What the steps from a decision to the recipient's format would make of a message, for who tries one: by the same rules,
 * without a key. It is no proof of anything, so nothing can be sent of it.
 *
 * @param kept what may leave
 * @param withIds the same with ids of the form that Sluis issues: counted, where a real one is derived for its recipient
 */
public record Rehearsed(Elements kept, Elements withIds) {
    private static final PartyId SENDER = new PartyId("the-sender");

    /**
     * Rehearses it.
     *
     * @param nobody whether it is about nobody
     * @throws Refused as {@link Minimise} and {@link Pseudonymise} do, but for free text, which nobody looks at here
     */
    public static Rehearsed of(Dictionary dictionary, Decision decision, Elements sent, boolean nobody) {
        Elements kept = decision.of(sent);
        Minimise.holdUnlessWhole(dictionary, decision, sent, kept);
        Map<List<String>, String> ids = new HashMap<>();
        Issuing issuing = new Issuing(
                dictionary,
                decision,
                sent,
                SENDER.value(),
                nobody ? null : new Pupil(SENDER, sent.value("subject.localId").orElse("the-pupil")),
                nobody,
                parts -> ids.computeIfAbsent(parts, one -> String.format(Locale.ROOT, "%040d", ids.size() + 1)));
        return new Rehearsed(kept, kept.with(issuing.of(kept)));
    }

    /** Shows element ids only. */
    @Override
    public String toString() {
        return "Rehearsed[" + withIds + "]";
    }
}
