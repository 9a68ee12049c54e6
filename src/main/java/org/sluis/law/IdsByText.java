package org.sluis.law;

import java.util.List;
import java.util.UUID;

/** Lists of ids in the order of their texts, each once. {@link UUID#compareTo} has another: it takes them for signed. */
final class IdsByText {
    private IdsByText() {}

    /** Puts it where it belongs in such a list, where it is not there. */
    static void add(List<UUID> ids, UUID id) {
        int at = ids.size();
        while (at > 0) {
            int order = compare(ids.get(at - 1), id);
            if (order == 0) {
                return;
            } else if (order < 0) {
                break;
            }
            at--;
        }
        if (at == ids.size()) {
            ids.add(id);
        } else {
            ids.add(at, id);
        }
    }

    static int compare(UUID one, UUID other) {
        int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return most != 0 ? most : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
