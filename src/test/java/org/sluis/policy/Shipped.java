package org.sluis.policy;

import java.util.Comparator;
import java.util.List;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Purpose;
import org.sluis.freetext.Screen;
import org.sluis.party.PartyKind;
import org.sluis.policy.agreement.Agreement;
import org.sluis.policy.pack.Pack;

/** The shipped policies, for tests of other rooms that decide many times and need no gateway for it. */
public final class Shipped {
    public static final Dictionary DICTIONARY = Known.DICTIONARY;
    public static final Screen SCREEN = Known.SCREEN;

    private Shipped() {}

    /** One way that a disclosure can go, and the kind of message that goes there. */
    public record Way(Purpose purpose, PartyKind discloser, PartyKind recipient, String profile) {}

    /** A way for each pack, in the order of their ids. */
    public static List<Way> ways() {
        return Known.PACKS.all().stream()
                .map(Policy::pack)
                .sorted(Comparator.comparing(Pack::id))
                .map(pack -> new Way(
                        pack.purpose(),
                        pack.disclosers().get(0),
                        pack.recipients().get(0),
                        pack.profile()))
                .toList();
    }

    /** What the region of the shipped policies agreed. */
    public static Agreement agreement() {
        return Known.PACKS.all().get(0).pack().agreement();
    }

    /** The real step 5. */
    public static Decide decide() {
        return new Decide(Known.IN_FORCE, Known.SCREEN);
    }
}
