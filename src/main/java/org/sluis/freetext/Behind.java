package org.sluis.freetext;

import java.util.BitSet;

/** Which words of a text stand right behind one of the phrases. */
final class Behind {
    private final BitSet behind = new BitSet();

    Behind(Phrases<Boolean> phrases, Text text) {
        for (Phrases.Hit<Boolean> hit : phrases.find(text)) {
            int next = hit.last() + 1;
            boolean adjoins = next < text.words().size() && adjoins(text.between(hit.last(), next));
            if (adjoins
                    && text.words().get(next).sentence()
                            == text.words().get(hit.last()).sentence()) {
                behind.set(next);
            }
        }
    }

    private static boolean adjoins(String between) {
        return between.strip().isEmpty() || between.strip().equals(".");
    }

    boolean at(int word) {
        return behind.get(word);
    }
}
