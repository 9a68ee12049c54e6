package org.sluis.freetext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Words and phrases that are of a kind wherever they stand. */
record Terms(Phrases<String> phrases) implements Detector {

    @Override
    public void look(Text text, Known known, Passages found) {
        List<Phrases.Hit<String>> hits = new ArrayList<>(phrases.find(text));
        hits.sort(Comparator.comparingInt(hit -> hit.first() - hit.last())); // "syndroom van Down" before "syndroom"
        for (Phrases.Hit<String> hit : hits) {
            found.add(text.words().get(hit.first()), text.words().get(hit.last()), hit.label());
        }
    }
}
