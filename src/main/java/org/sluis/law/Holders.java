package org.sluis.law;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The holders on record, each by the place where it stands, and what they are to the law. */
final class Holders {
    /** The place of one who is not on record. */
    static final int NOWHERE = -1;

    private final List<HolderFact> all;
    private final EngineWords.Kind[] kinds;

    private Holders(List<HolderFact> all, EngineWords.Kind[] kinds) {
        this.all = all;
        this.kinds = kinds;
    }

    static Holders of(List<HolderFact> all, EngineWords words) {
        EngineWords.Kind[] kinds = new EngineWords.Kind[all.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = words.kind(all.get(i).kind());
        }
        return new Holders(all, kinds);
    }

    /** Where this one first stands. */
    int place(@Nullable UUID holder) {
        for (int i = 0; holder != null && i < kinds.length; i++) {
            if (same(holder, all.get(i).id())) {
                return i;
            }
        }
        return NOWHERE;
    }

    private static boolean same(UUID one, UUID other) {
        return one.getLeastSignificantBits() == other.getLeastSignificantBits()
                && one.getMostSignificantBits() == other.getMostSignificantBits();
    }

    UUID id(int place) {
        return all.get(place).id();
    }

    EngineWords.Kind kind(int place) {
        return kinds[place];
    }

    /** The word for who of them counts. */
    Value words(EngineWords words) {
        Value kinds = words.noHolder;
        for (EngineWords.Kind kind : this.kinds) {
            if (kind.counts() && kinds != kind.holder()) {
                kinds = kinds == words.noHolder ? kind.holder() : kinds.or(kind.holder());
            }
        }
        return kinds;
    }

    /** How many have authority, as {@link SubjectFlags} has it. */
    int flags() {
        int count = 0;
        for (EngineWords.Kind kind : kinds) {
            if (kind.unclear()) {
                return SubjectFlags.UNCLEAR;
            }
            count += kind.hasAuthority() ? 1 : 0;
        }
        return count == 0 ? 0 : count == 1 ? SubjectFlags.ONE : SubjectFlags.SEVERAL;
    }

    /**
     * Where those stand whom the row asks: all with authority, or those of the kinds that it names; each once, in
     * the order of the texts of their ids.
     */
    int[] asked(LawRow row) {
        int[] asked = new int[kinds.length];
        int count = 0;
        for (int i = 0; i < kinds.length; i++) {
            boolean isAsked = row.kinds().isEmpty()
                    ? kinds[i].hasAuthority()
                    : kinds[i].counts() && row.kinds().contains(all.get(i).kind());
            if (isAsked) {
                count = add(asked, count, place(id(i)));
            }
        }
        return count == asked.length ? asked : Arrays.copyOf(asked, count);
    }

    private int add(int[] asked, int count, int place) {
        int at = count;
        for (; at > 0; at--) {
            int order = asked[at - 1] == place ? 0 : IdsByText.compare(id(asked[at - 1]), id(place));
            if (order == 0) {
                return count;
            } else if (order < 0) {
                break;
            }
        }
        System.arraycopy(asked, at, asked, at + 1, count - at);
        asked[at] = place;
        return count + 1;
    }
}
