package org.sluis.freetext;

/** Words and phrases that are of a kind wherever they stand. */
record Terms(Phrases<String> phrases) implements Detector {

    @Override
    public void look(Text text, Known known, Passages found) {
        for (Phrases.Hit<String> hit : phrases.find(text)) {
            found.add(text.words().get(hit.first()), text.words().get(hit.last()), hit.label());
        }
    }
}
